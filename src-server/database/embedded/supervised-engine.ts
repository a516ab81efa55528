import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { AppError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { type Connection, type Connections, createPoolConnections } from '../connections.ts';
import { unavailableError } from '../sql-errors.ts';
import { createEmbeddedPool } from './embedded-pool.ts';
import { type Engine, startEngine } from './engine.ts';
import type { EngineStorage } from './engine-protocol.ts';
import { createSocketAddress } from './socket-address.ts';
import { startWatchdog, type Watchdog, type WatchdogTimes } from './watchdog.ts';

/** The embedded engine as the rest sees it: connections that outlive a crash of the engine thread. */
export interface SupervisedEngine extends Connections {
  expectLong<T>(limitMs: number, work: () => Promise<T>): Promise<T>;
  /** Runs `work` while nobody else has the connection, so that no transaction is open, with the raw client for it. */
  exclusively<T>(work: (client: pg.PoolClient, engine: Engine) => Promise<T>): Promise<T>;
  /** New callers are refused from now on; what has a connection goes on, and `exclusively` still works. */
  refuseCallers(): void;
  stop(): Promise<void>;
}

export interface SuperviseOptions {
  storage: EngineStorage;
  log: Log;
  watchdog: WatchdogTimes;
}

interface Running {
  engine: Engine;
  pool: pg.Pool;
  connections: Connections;
  watchdog: Watchdog;
  /** Ends the engine thread; another is opened then. */
  end(reason: string): void;
  /** Those who wait for its connection; told when the engine has ended, as a pool that has ended forgets them. */
  waiting: Set<(error: unknown) => void>;
}

/** How long a caller waits for an engine that is being reopened. */
const REOPEN_PATIENCE_MS = 10_000;
const ENDING_MS = 1_000;
const CLOSE_LIMIT_MS = 1_500;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 30_000;

/** Opens the engine and keeps it open: one that ends or hangs is ended for good and opened again on the same storage. */
export async function superviseEngine(options: SuperviseOptions): Promise<SupervisedEngine> {
  const { log } = options;
  const stopping = new AbortController();
  let refusing = false;
  /** The engine that serves, or none while one is being opened. */
  let open: Running | undefined;
  let opening: Promise<Running> = launch();
  await opening;

  async function launch(): Promise<Running> {
    const { storage } = options;
    const { path, cleanUp } = await createSocketAddress(storage.kind === 'folder' ? storage.folder : undefined);
    let engine: Engine;
    try {
      engine = await startEngine({ storage, socketPath: path });
    } catch (error) {
      await cleanUp();
      throw error;
    }
    const pool = createEmbeddedPool(path);
    const end = (reason: string) => {
      log.error('database engine is ended', { reason });
      void engine.terminate();
    };
    const watchdog = startWatchdog(engine, options.watchdog, () => end('it did not answer'));
    const connections = createPoolConnections(pool, {
      onOverrun: () => end('a statement overran its limit'),
      keepsPlans: false,
    });
    const waiting: Running['waiting'] = new Set();
    void engine.ended.then(async (reason) => {
      watchdog.stop();
      void pool.end().catch(() => {});
      for (const tell of waiting) tell(unavailableError(reason));
      waiting.clear();
      open = undefined;
      if (!stopping.signal.aborted) {
        log.error('database engine ended and is opened again', { reason });
        opening = relaunch();
        opening.catch(() => {});
      }
      await cleanUp();
    });
    open = { engine, pool, connections, watchdog, end, waiting };
    return open;
  }

  async function relaunch(): Promise<Running> {
    for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS)) {
      if (stopping.signal.aborted) throw shuttingDown();
      try {
        const running = await launch();
        log.info('database engine is open again');
        return running;
      } catch (error) {
        log.error('database engine could not be opened again', { error, nextTryInMs: waitMs });
        await delay(waitMs, undefined, { ref: false, signal: stopping.signal }).catch(() => {});
      }
    }
  }

  async function whenRunning(): Promise<Running> {
    if (stopping.signal.aborted) throw shuttingDown();
    if (open !== undefined) return open;
    const patience = new AbortController();
    const tooLate = delay(REOPEN_PATIENCE_MS, undefined, { signal: patience.signal }).then(() => {
      throw unavailableError(undefined);
    });
    try {
      return await Promise.race([opening, tooLate]);
    } finally {
      tooLate.catch(() => {});
      patience.abort();
    }
  }

  /** Waits for the connection, but not longer than the engine lives. What comes too late is given back. */
  function orLost<C>({ waiting }: Running, acquiring: Promise<C>, giveBack: (held: C) => void): Promise<C> {
    return new Promise((resolve, reject) => {
      waiting.add(reject);
      acquiring
        .then((held) => (waiting.has(reject) ? resolve(held) : giveBack(held)), reject)
        .finally(() => waiting.delete(reject));
    });
  }

  return {
    async acquire(): Promise<Connection> {
      for (;;) {
        if (refusing) throw shuttingDown();
        const running = await whenRunning();
        try {
          return await orLost(running, running.connections.acquire(), (held) => held.destroy());
        } catch (error) {
          // Nothing was asked yet, so this caller can just as well be served by the engine that is opened next.
          if (isSocketGone(error)) running.end('its socket is gone, as when temporary folders are cleaned up');
          if (!(await hasEnded(running.engine))) throw error;
        }
      }
    },
    async expectLong(limitMs, work) {
      const running = await whenRunning();
      const end = running.watchdog.expectLong(limitMs);
      try {
        return await work();
      } finally {
        end();
      }
    },
    async exclusively(work) {
      const running = await whenRunning();
      const client = await orLost(running, running.pool.connect(), (held) => held.release(true));
      const ignoreBroken = () => {};
      client.on('error', ignoreBroken);
      let broken = true;
      try {
        const result = await work(client, running.engine);
        broken = false;
        return result;
      } finally {
        client.release(broken);
        client.off('error', ignoreBroken);
      }
    },
    refuseCallers() {
      refusing = true;
    },
    async stop() {
      if (stopping.signal.aborted) return;
      stopping.abort();
      const running = open ?? (await opening.catch(() => undefined));
      if (running === undefined) return;
      running.watchdog.stop();
      const closed = running.pool.end().then(() => running.engine.ask({ task: 'close' }));
      await Promise.race([closed.catch(() => {}), delay(CLOSE_LIMIT_MS, undefined, { ref: false })]);
      await running.engine.terminate();
      await running.engine.ended;
    },
  };
}

function isSocketGone(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ECONNREFUSED');
}

/** Whether the engine has ended. Its socket breaks a moment before its thread is known to be gone. */
function hasEnded(engine: Engine): Promise<boolean> {
  const ended = engine.ended.then(() => true);
  return Promise.race([ended, delay(ENDING_MS, false, { ref: false })]);
}

function shuttingDown(): AppError {
  return new AppError('UNAVAILABLE', 'Teppan is shutting down.');
}
