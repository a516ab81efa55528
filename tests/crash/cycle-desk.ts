import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { vi } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { APP_ROOT } from '../../src-server/core/app-root.ts';
import { systemClock } from '../../src-server/core/clock.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { DatabaseHost } from '../../src-server/database/database-host.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { addApproved } from '../support/approved-examples.ts';
import { createTestFolder } from '../support/embedded.ts';
import { createServerDatabase } from '../support/server-database.ts';
import { type SourceSidecar, startSourceSidecar } from './source-sidecar.ts';

/** A desk whose process dies again and again, while the people who use it only notice that they have to ask again. */
export interface CycleDesk {
  dataDir: string;
  owner(): ApiClient;
  customer(token: string): ApiClient;
  kills(): number;
  /**
   * Asks, and kills the process within so many milliseconds, without a word about what came of it; then the desk is
   * started again. Whoever asked asks again under the same key, or looks whether it was done.
   */
  dieDuring(request: () => Promise<unknown>, withinMs?: number): Promise<void>;
  /** Kills the process as soon as this is so, and starts the desk again. */
  dieWhen(isSo: () => boolean): Promise<void>;
  /** Looks until it does not throw any more. */
  until<T>(look: () => Promise<T>): Promise<T>;
  /** Ends the process in order and hands over what it has left. */
  inspect<T>(work: (db: DatabaseHost) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export interface CycleDeskOptions {
  engine: 'embedded' | 'server';
  openai?: { baseUrl: string; apiKey: string };
}

/** On a server a lost job is found by its missing sign of life, within half a minute. */
const PATIENCE_MS = 90_000;

/** A desk with the sample articles and some examples that were approved before, as it lies there in the morning. */
export async function openCycleDesk({ engine, openai }: CycleDeskOptions): Promise<CycleDesk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'teppan-cycle-'));
  const server = engine === 'server' ? await createServerDatabase() : undefined;
  if (server === undefined) await createTestFolder(dataDir);
  const place = server === undefined ? { dataDir } : { url: server.url };
  const settings = {
    dataDir,
    ...(server === undefined ? {} : { databaseUrl: server.url }),
    ...(openai === undefined ? {} : { openai }),
    // It is started fourteen times, and would compile itself as often.
    env: { NODE_COMPILE_CACHE: join(APP_ROOT, 'node_modules', '.cache', 'teppan', 'compiled') },
  };
  let sidecar: SourceSidecar;
  let kills = 0;

  async function start(): Promise<void> {
    sidecar = startSourceSidecar(settings);
    await sidecar.ready;
  }
  async function inspect<T>(work: (db: DatabaseHost) => Promise<T>): Promise<T> {
    await sidecar.terminate();
    const db = await openDatabase(place, { log: silentLog, clock: systemClock });
    try {
      return await work(db);
    } finally {
      await db.stop();
    }
  }
  async function die(): Promise<void> {
    await sidecar.kill();
    kills += 1;
  }

  await start();
  await inspect(async (db) => {
    const { rows } = await db.query(`SELECT id FROM identity.users WHERE role = 'owner'`);
    await addApproved(db, String(rows[0]?.id));
  });
  await start();
  return {
    dataDir,
    owner: () => sidecar.client(),
    customer: (token) => sidecar.client(token),
    kills: () => kills,
    async dieDuring(request, withinMs = 30) {
      const asked = request().catch(() => undefined);
      await delay(Math.random() * withinMs);
      await die();
      await asked;
      await start();
    },
    async dieWhen(isSo) {
      await vi.waitUntil(isSo, { timeout: PATIENCE_MS, interval: 5 });
      await die();
      await start();
    },
    until: (look) => vi.waitFor(look, { timeout: PATIENCE_MS, interval: 100 }),
    inspect,
    async stop() {
      await sidecar.kill();
      await server?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
