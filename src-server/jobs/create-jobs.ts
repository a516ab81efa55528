import { type JobWithMetadata, PgBoss } from 'pg-boss';
import { AppError, errorText } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Service } from '../core/lifecycle.ts';
import type { Log } from '../core/log.ts';
import type { Database } from '../database/database.ts';
import { listGivenUp, retryWhatACrashLeft } from './boss.store.ts';
import { toBossDatabase, toBossTransaction } from './boss-database.ts';
import type { EnqueueOptions, GivenUpJob, JobDefinition, JobHandle } from './job.ts';

/** Work that is done later. Jobs are defined before the start, as the start is what begins to run them. */
export interface Jobs extends Service {
  define<P>(definition: JobDefinition<P>): JobHandle<P>;
  /** Runs a job without payload by a cron expression in UTC. A run that is missed because nothing was up is skipped. */
  schedule(cron: string, definition: JobDefinition<null>): void;
  /** What failed at its last attempt, newest first. */
  givenUp(): Promise<GivenUpJob[]>;
}

export interface JobsDeps {
  db: Database;
  log: Log;
  /** How long the stop waits for jobs that run; after it they are cut off and tried again at the next start. */
  stopWithinMs?: number;
}

const USUAL = { retry: { limit: 5, delaySeconds: 2 }, timeoutSeconds: 60, concurrency: 1 };
const LONGEST_PAUSE_SECONDS = 300;

/** Local workers are woken after the commit; this is for what was enqueued elsewhere or for later. */
const LOOK = { includeMetadata: true, batchSize: 1, pollingIntervalSeconds: 2 } as const;

/** Delays up to this are kept to the moment; longer ones to the next look. */
const SOON_MS = 60_000;
/** The database decides by its own clock, to the millisecond, whether a job may begin. */
const CLOCKS_DIFFER_MS = 5;

const GIVEN_UP_QUEUE = 'given-up';

/**
 * On a server others may run jobs too, so what a killed process ran is given to another one only when it has shown no
 * sign of life for so long. Without, it would wait for its time limit, which is hours for some. Signs come often enough
 * for a process that is short of breath to miss some of them.
 */
const SIGN_OF_LIFE = { heartbeatSeconds: 20 };
const SIGN_EVERY = { heartbeatRefreshSeconds: 4 };
const LOOK_FOR_LOST_SECONDS = 10;

export function createJobs({ db, log, stopWithinMs = 750 }: JobsDeps): Jobs {
  const isEmbedded = db.engine === 'embedded';
  const boss = new PgBoss({
    db: toBossDatabase(db),
    openTelemetry: { enabled: false },
    registerInstance: false,
    // These look at statistics of the server's own background work, of which the embedded engine has none.
    monitorVacuum: !isEmbedded,
    reindex: !isEmbedded,
    ...(isEmbedded
      ? {}
      : { superviseIntervalSeconds: LOOK_FOR_LOST_SECONDS, monitorIntervalSeconds: LOOK_FOR_LOST_SECONDS }),
  });
  boss.on('error', (error) => log.error('the job queue failed', { error }));
  boss.on('warning', ({ message }) => log.warn('the job queue warns', { reason: message }));

  const look = { ...LOOK, ...(isEmbedded ? {} : SIGN_EVERY) };
  const definitions = new Map<string, JobDefinition<unknown>>();
  const schedules = new Map<string, string>();
  const workers = new Map<string, string[]>();
  const hints = new Set<NodeJS.Timeout>();
  const stopping = new AbortController();

  function define<P>(definition: JobDefinition<P>): JobHandle<P> {
    const { name, payload: schema } = definition;
    if (definitions.has(name)) throw new Error(`The job ${name} is defined twice.`);
    // The payload is parsed before it reaches `run`, so it is safe to forget its type here.
    definitions.set(name, definition as JobDefinition<unknown>);
    return {
      name,
      async enqueue(tx, payload, options: EnqueueOptions = {}) {
        await boss.send(
          name,
          { payload: schema.parse(payload) },
          {
            db: toBossTransaction(tx),
            singletonKey: options.singletonKey ?? newId(),
            ...(options.startAfterMs === undefined ? {} : { startAfter: `${options.startAfterMs} milliseconds` }),
          },
        );
        const afterMs = options.startAfterMs ?? 0;
        if (afterMs <= SOON_MS) tx.afterCommit(() => wakeAfter(name, afterMs));
      },
    };
  }

  /** Only a hint that keeps a short delay to its time: without it the next look would find the job. */
  function wakeAfter(name: string, ms: number): void {
    if (ms === 0) {
      wake(name);
      return;
    }
    const hint = setTimeout(() => {
      hints.delete(hint);
      wake(name);
    }, ms + CLOCKS_DIFFER_MS);
    hints.add(hint);
  }

  function wake(name: string): void {
    for (const id of workers.get(name) ?? []) boss.notifyWorker(id);
  }

  async function createQueue(definition: JobDefinition<unknown>): Promise<void> {
    const { name, retry = USUAL.retry, timeoutSeconds = USUAL.timeoutSeconds } = definition;
    const options = {
      retryLimit: retry.limit,
      retryDelay: retry.delaySeconds,
      retryBackoff: true,
      retryDelayMax: LONGEST_PAUSE_SECONDS,
      expireInSeconds: timeoutSeconds,
      deadLetter: GIVEN_UP_QUEUE,
      ...(isEmbedded ? {} : SIGN_OF_LIFE),
    };
    // `short` is what makes a second waiting job with the same key vanish.
    await boss.createQueue(name, { policy: 'short', ...options });
    await boss.updateQueue(name, options);
    // Reads the queue's settings into pg-boss's memory: inside a transaction of ours it could not ask for them.
    await boss.findJobs(name, { limit: 1 });
  }

  async function work(definition: JobDefinition<unknown>): Promise<void> {
    const ids: string[] = [];
    for (let nth = 0; nth < (definition.concurrency ?? USUAL.concurrency); nth++) {
      ids.push(await boss.work<Envelope, void, typeof look>(definition.name, look, ([job]) => run(definition, job)));
    }
    workers.set(definition.name, ids);
  }

  async function run(definition: JobDefinition<unknown>, job: JobWithMetadata<Envelope> | undefined): Promise<void> {
    if (job === undefined) return;
    const attempt = job.retryCount + 1;
    const startedAt = performance.now();
    try {
      const signal = AbortSignal.any([job.signal, stopping.signal]);
      await definition.run(definition.payload.parse(job.data?.payload ?? null), { signal, attempt });
      log.debug('job done', { job: job.name, id: job.id, ms: Math.round(performance.now() - startedAt) });
    } catch (error) {
      const isLast = job.retryCount >= job.retryLimit;
      log[isLast ? 'error' : 'warn'](isLast ? 'job given up' : 'job failed and is tried again', {
        job: job.name,
        id: job.id,
        attempt,
        ...(isLast ? { error } : { reason: errorText(error) }),
      });
      // pg-boss keeps what is thrown; the details stay in the log, where they are redacted.
      throw new AppError('INTERNAL', errorText(error).slice(0, 200));
    } finally {
      // More may wait; otherwise the worker would rest until its next look.
      wake(job.name);
    }
  }

  async function tellGivenUp(job: JobWithMetadata<Envelope> | undefined): Promise<void> {
    const definition = definitions.get(job?.sourceName ?? '');
    await definition?.onGivenUp?.(definition.payload.parse(job?.data?.payload ?? null));
  }

  async function syncSchedules(): Promise<void> {
    for (const { name } of await boss.getSchedules()) if (!schedules.has(name)) await boss.unschedule(name);
    for (const [name, cron] of schedules) await boss.schedule(name, cron, null, { tz: 'UTC' });
  }

  return {
    name: 'jobs',
    define,
    schedule(cron, definition) {
      define(definition);
      schedules.set(definition.name, cron);
    },
    givenUp: () => listGivenUp(db, GIVEN_UP_QUEUE),
    async start() {
      await boss.start();
      if (isEmbedded) await retryWhatACrashLeft(db);
      await boss.createQueue(GIVEN_UP_QUEUE, {
        retryLimit: 20,
        retryDelay: 5,
        retryBackoff: true,
        retryDelayMax: LONGEST_PAUSE_SECONDS,
      });
      for (const definition of definitions.values()) await createQueue(definition);
      await syncSchedules();
      for (const definition of definitions.values()) await work(definition);
      await boss.work<Envelope, void, typeof LOOK>(GIVEN_UP_QUEUE, LOOK, ([job]) => tellGivenUp(job));
    },
    async stop() {
      for (const hint of hints) clearTimeout(hint);
      const impatience = setTimeout(() => stopping.abort(new Error('The sidecar stops.')), stopWithinMs);
      await boss.stop({ graceful: true, timeout: stopWithinMs + 500, close: false });
      clearTimeout(impatience);
    },
  };
}

/** pg-boss stores objects; a payload may also be null. A scheduled job carries no envelope. */
type Envelope = { payload: unknown } | null;
