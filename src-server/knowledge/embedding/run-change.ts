import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../core/clock.ts';
import { errorText } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import type { Database, Transaction } from '../../database/database.ts';
import type { NamedEmbedder } from '../../models/embedder.ts';
import type { EmbedderChoice } from './active-embedder.ts';
import { BuildLostError, buildVectors } from './build-vectors.ts';
import { reuseVectorsInUse } from './next-vector.store.ts';
import { recogniseVectors } from './recognise-vectors.ts';
import {
  freeLease,
  holdLease,
  lockSearchModel,
  readSearchModel,
  UNKNOWN_MODEL,
  writeSearchModel,
} from './search-model.store.ts';
import { swapVectors } from './swap-vectors.ts';

export interface RunChangeDeps extends EmbedderChoice {
  db: Database;
  clock: Clock;
  log: Log;
  /** For tests: how the next try of a swap is waited for. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const SWAP_TRIES = 30;
const SWAP_PAUSE_MS = 500;
const VACUUM_LIMIT_MS = 300_000;
const REUSE_LIMIT_MS = 300_000;

/** `busy` while another sidecar is at it. */
export type RunChange = (signal: AbortSignal) => Promise<'done' | 'busy'>;

/**
 * Does what the state asks for: recognises the vectors of an adopted deployment, builds those of the target, swaps.
 * May be ended at any moment and run again.
 */
export function createRunChange(deps: RunChangeDeps): RunChange {
  const { db, configured } = deps;
  const wait = deps.wait ?? ((ms, signal) => delay(ms, undefined, { signal }));

  async function recognise(signal: AbortSignal): Promise<void> {
    const before = await readSearchModel(db);
    if (before.active !== UNKNOWN_MODEL || before.target !== configured.model) return;
    if (!(await recogniseVectors(db, configured, signal))) return;
    await db.transaction(async (tx) => {
      await lockSearchModel(tx);
      await writeSearchModel(tx, { active: configured.model, target: null, state: 'idle', reason: null });
      tx.emit({ type: 'search-model.updated' });
    });
    deps.log.info('the vectors of the adopted deployment are of the configured model', { model: configured.model });
  }

  async function buildAndSwap(embedder: NamedEmbedder, holder: string, signal: AbortSignal): Promise<void> {
    const target = embedder.model;
    await forgetSpare();
    await db.longOperation(REUSE_LIMIT_MS, () => reuseVectorsInUse(db, target));
    for (let tries = 1; ; tries += 1) {
      await buildVectors({ db, embedder, holder, signal });
      const outcome = await swapWhenFree(target, signal);
      if (outcome === 'swapped') break;
      if (outcome === 'superseded' || tries >= SWAP_TRIES) return;
    }
    deps.log.info('the search model was changed', { model: target });
    // Each row was written anew beside its old version, which the way through the graph still leads over.
    await db.longOperation(VACUUM_LIMIT_MS, () => db.query('VACUUM ai.kb_chunks, ai.kb_questions, ai.training_data'));
  }

  /** While vectors are being overwritten there is nothing to go back to. */
  async function forgetSpare(): Promise<void> {
    await db.query('UPDATE ai.search_model SET spare = NULL WHERE spare IS DISTINCT FROM target');
  }

  /** A reader of long duration, such as a backup on a server, may hold the tables: it is waited for outside of the lock. */
  async function swapWhenFree(target: string, signal: AbortSignal) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await swapVectors({ db, configured, now: () => deps.clock.now() }, target);
      } catch (error) {
        if (tries >= SWAP_TRIES || !/lock timeout/.test(errorText(error))) throw error;
        await wait(SWAP_PAUSE_MS, signal);
      }
    }
  }

  return async function runChange(signal) {
    const holder = newId();
    try {
      await recognise(signal);
      const { state, target } = await readSearchModel(db);
      const embedder = target === null ? undefined : deps.embedderFor(target);
      if (state !== 'building' || embedder === undefined) return 'done';
      if (!(await holdLease(db, holder, embedder.model))) return 'busy';
      await buildAndSwap(embedder, holder, signal);
      return 'done';
    } catch (error) {
      if (error instanceof BuildLostError) return 'busy';
      if (!signal.aborted) await db.transaction((tx) => noteTrouble(tx, errorText(error)));
      throw error;
    } finally {
      await freeLease(db, holder).catch(() => undefined);
    }
  };
}

/** Shown while the job is tried again. */
async function noteTrouble(tx: Transaction, reason: string): Promise<void> {
  if ((await lockSearchModel(tx)).state !== 'building') return;
  await writeSearchModel(tx, { reason });
  tx.emit({ type: 'search-model.updated' });
}
