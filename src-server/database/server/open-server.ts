import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../../core/log.ts';
import { createPoolConnections } from '../connections.ts';
import { createDatabase } from '../create-database.ts';
import type { DatabaseHost } from '../database-host.ts';
import { createEventFeed, createEventSignal } from '../event-feed.ts';
import { migrate } from '../migrate.ts';
import { POOL_TYPES } from '../pool-types.ts';
import { checkServer } from './check-server.ts';
import { listenForEvents } from './event-listener.ts';
import { checkUrl, explainServerFailure } from './server-errors.ts';

const POOL_SIZE = 10;
const CONNECT_LIMIT_MS = 10_000;
const STOP_LIMIT_MS = 4_000;

/** Opens a database on a Postgres server, which several sidecars may share. Its backups are its owner's. */
export async function openServer(
  options: { url: string; migrationsDir: string },
  { log }: { log: Log },
): Promise<DatabaseHost> {
  checkUrl(options.url);
  const config: pg.ClientConfig = {
    connectionString: options.url,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    application_name: 'teppan',
  };
  await prepareServer(config, options, log);

  const pool = new pg.Pool({
    ...config,
    max: POOL_SIZE,
    idleTimeoutMillis: 30_000,
    types: POOL_TYPES,
    onConnect: (client) => client.query("SET TIME ZONE 'UTC'"),
  });
  const connections = createPoolConnections(pool, {
    // Closing a connection does not stop what the server does for it.
    onOverrun: (backendId) => void pool.query('SELECT pg_cancel_backend($1)', [backendId]).catch(() => {}),
    keepsPlans: true,
  });
  const signal = createEventSignal((error) => log.error('a listener for events failed', { error }));
  const listener = listenForEvents(config, log, signal.fire);
  const db = createDatabase({
    engine: 'server',
    connections,
    signal,
    log,
    expectLong: (_limitMs, work) => work(),
  });
  return {
    ...db,
    feed: createEventFeed(db, signal),
    notices: [],
    backup: async () => undefined,
    replaceBackups: async () => undefined,
    async stop() {
      const closed = Promise.all([listener.stop(), pool.end()]);
      await Promise.race([closed, delay(STOP_LIMIT_MS, undefined, { ref: false })]);
    },
  };
}

/** Checks the server and brings its schema up to date, on a connection of its own that no time limit ends. */
async function prepareServer(
  config: pg.ClientConfig,
  options: { url: string; migrationsDir: string },
  log: Log,
): Promise<void> {
  const client = new pg.Client(config);
  client.on('error', () => {});
  try {
    await client.connect();
    await checkServer(client);
    await migrate(client, { dir: options.migrationsDir, log, lock: true });
  } catch (error) {
    throw explainServerFailure(error, options.url);
  } finally {
    await client.end().catch(() => {});
  }
}
