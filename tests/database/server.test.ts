import { createServer } from 'node:net';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src-server/core/clock.ts';
import { AppError } from '../../src-server/core/errors.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { DatabaseHost } from '../../src-server/database/database-host.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { createServerDatabase, type ServerDatabase, serverMissing } from '../support/server-database.ts';

const missing = await serverMissing();
const deps = { log: silentLog, clock: systemClock };

async function openingFails(url: string): Promise<AppError> {
  const error = await openDatabase({ url }, deps).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`Expected an AppError, got ${String(error)}`);
  return error;
}

describe('a server that cannot be used', () => {
  it('is named without its password when nothing listens there', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    const address = await new Promise<{ port: number }>((resolve) =>
      probe.once('listening', () => resolve(probe.address() as { port: number })),
    );
    await new Promise((resolve) => probe.close(resolve));
    const error = await openingFails(`postgres://desk:hunter2@127.0.0.1:${address.port}/teppan`);
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toContain(`127.0.0.1:${address.port}/teppan as user "desk"`);
    expect(error.message).toContain('Check that it is running');
    expect(error.message).not.toContain('hunter2');
  });

  it('is refused when the address is no Postgres address', async () => {
    const error = await openingFails('mysql://localhost/teppan');
    expect(error.code).toBe('BAD_INPUT');
    expect(error.message).toContain('postgres://user:password@host:5432/database');
  });
});

describe.skipIf(missing !== undefined)(`on a Postgres server${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let made: ServerDatabase[] = [];
  let hosts: DatabaseHost[] = [];
  afterEach(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    await Promise.all(made.map((database) => database.drop()));
    made = [];
    hosts = [];
  });

  async function createEmpty(): Promise<string> {
    const database = await createServerDatabase();
    made.push(database);
    return database.url;
  }

  async function open(url: string): Promise<DatabaseHost> {
    const host = await openDatabase({ url }, deps);
    hosts.push(host);
    return host;
  }

  async function asAdministrator(url: string, ...statements: string[]): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  it('says which database is missing', async () => {
    const url = new URL(await createEmpty());
    url.pathname = '/no_such_database';
    const error = await openingFails(url.href);
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toContain('no_such_database');
    expect(error.message).toContain('CREATE DATABASE');
  });

  it('says that a user who may not set the database up needs a right', async () => {
    const url = await createEmpty();
    const role = `teppan_poor_${Date.now()}`;
    await asAdministrator(url, `CREATE ROLE ${role} LOGIN PASSWORD 'pw'`);
    const poor = new URL(url);
    poor.username = role;
    poor.password = 'pw';
    try {
      const error = await openingFails(poor.href);
      expect(error.code).toBe('FORBIDDEN');
      expect(error.message).toContain('grant CREATE');
    } finally {
      await asAdministrator(url, `DROP ROLE ${role}`);
    }
  });

  it('lets several sidecars start at once on an empty database', async () => {
    const url = await createEmpty();
    const [first] = await Promise.all([open(url), open(url), open(url)]);
    const applied = await first?.query(
      'SELECT count(*)::int AS steps, count(DISTINCT name)::int AS names FROM teppan_migrations',
    );
    expect(applied?.rows[0]?.steps).toBe(applied?.rows[0]?.names);
    expect(applied?.rows[0]?.steps).toBeGreaterThan(0);
  });

  it('wakes the readers of another sidecar, also after their connection was cut', async () => {
    const url = await createEmpty();
    const writer = await open(url);
    const reader = await open(url);
    const write = () => writer.transaction(async (tx) => tx.emit({ type: 'system.notice' }));
    const nextWake = () =>
      new Promise<void>((resolve) => {
        const end = reader.feed.subscribe(() => {
          end();
          resolve();
        });
      });

    const woken = nextWake();
    await write();
    await woken;
    expect(await reader.feed.latestId()).toBe('1');

    const wokenAgain = nextWake();
    await writer.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
    );
    await wokenAgain;

    const wokenAfterwards = nextWake();
    await write();
    await wokenAfterwards;
    expect(await reader.feed.readAfter('1', 10)).toMatchObject([{ id: '2', type: 'system.notice' }]);
  });

  it('stops a statement that overran its limit on the server too', async () => {
    const host = await open(await createEmpty());
    const slow = host.longOperation(300, () => host.query('SELECT pg_sleep(60)'));
    await expect(slow).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect
      .poll(async () => {
        const found = await host.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()`,
        );
        return found.rowCount;
      })
      .toBe(0);
  });
});
