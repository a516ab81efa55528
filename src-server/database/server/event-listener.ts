import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../../core/log.ts';
import { EVENTS_CHANNEL } from '../events.store.ts';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

/**
 * Listens on a connection of its own for the server's word that there are new events, and calls `onHint`.
 * A connection that is lost is made again; `onHint` is called then too, as words may have been missed meanwhile.
 */
export function listenForEvents(config: pg.ClientConfig, log: Log, onHint: () => void): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const finished = listenAgainAndAgain();

  async function listenAgainAndAgain(): Promise<void> {
    let waitMs = FIRST_RETRY_MS;
    while (!stopped.signal.aborted) {
      try {
        await listenOnce(() => {
          waitMs = FIRST_RETRY_MS;
          onHint();
        });
      } catch (error) {
        log.warn('the connection that hears of events was lost and is made again', { error, inMs: waitMs });
      }
      await delay(waitMs, undefined, { signal: stopped.signal, ref: false }).catch(() => {});
      waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS);
    }
  }

  /** Resolves when listening was stopped, rejects when the connection was lost. */
  async function listenOnce(hint: () => void): Promise<void> {
    const client = new pg.Client({ ...config, keepAlive: true, keepAliveInitialDelayMillis: 10_000 });
    const ended = Promise.withResolvers<void>();
    ended.promise.catch(() => {});
    client.on('error', ended.reject);
    client.on('end', () => ended.reject(new Error('The connection was closed.')));
    client.on('notification', hint);
    stopped.signal.addEventListener('abort', () => ended.resolve(), { once: true });
    try {
      await client.connect();
      await client.query(`LISTEN ${EVENTS_CHANNEL}`);
      hint();
      await ended.promise;
    } finally {
      await client.end().catch(() => {});
    }
  }

  return {
    async stop() {
      stopped.abort();
      await finished;
    },
  };
}
