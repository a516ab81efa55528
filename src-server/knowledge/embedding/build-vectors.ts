import { AppError } from '../../core/errors.ts';
import type { Database } from '../../database/database.ts';
import type { NamedEmbedder } from '../../models/embedder.ts';
import { toEmbedText } from '../chunk-article.ts';
import { listLackingNext, storeNextVectors, type WaitingText } from './next-vector.store.ts';
import { addUsage, holdLease } from './search-model.store.ts';
import { VECTOR_TABLES, type VectorTable } from './vector-tables.ts';

/** Below every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** Growing a graph takes some milliseconds a row; a customer's question waits for one such step at most. */
const STORED_AT_ONCE = 8;

/** The build is not this sidecar's any more: another one has it, or the owner has changed their mind. */
export class BuildLostError extends Error {}

export interface Build {
  db: Database;
  embedder: NamedEmbedder;
  /** Of the lease; one for each run of the build. */
  holder: string;
  signal: AbortSignal;
}

/**
 * Gives everything in use its next vector. Embeds in batches as large as the model takes, and stores in steps so small
 * that nobody waits for them; each step is complete, and what is stored is not embedded again.
 */
export async function buildVectors(build: Build): Promise<void> {
  const { db, embedder } = build;
  for (const table of VECTOR_TABLES) {
    for (let after = FIRST_ID; ; ) {
      build.signal.throwIfAborted();
      const waiting = await listLackingNext(db, table, embedder.model, after, embedder.batch.texts);
      const batch = withinCharacters(waiting, embedder.batch.characters);
      const last = batch.at(-1);
      if (last === undefined) break;
      await embedBatch(build, table, batch);
      after = last.id;
    }
  }
}

async function embedBatch(build: Build, table: VectorTable, batch: readonly WaitingText[]): Promise<void> {
  const { db, embedder, holder, signal } = build;
  if (!(await holdLease(db, holder, embedder.model))) throw new BuildLostError();
  let used: { inputTokens: number; costMicroUsd: number | null } | undefined;
  let vectors: number[][];
  try {
    const onUsage = (usage: NonNullable<typeof used>) => {
      used = usage;
    };
    vectors = await embedder.embed(batch.map(embedTextOf), { signal, onUsage });
  } finally {
    if (used !== undefined && used.inputTokens > 0) await addUsage(db, used);
  }
  for (let start = 0; start < batch.length; start += STORED_AT_ONCE) {
    const step = batch.slice(start, start + STORED_AT_ONCE).map(({ id, text }, at) => {
      const vector = vectors[start + at];
      if (vector === undefined)
        throw new AppError('MODEL_FAILED', 'The embedding model returned too few vectors. Try again.');
      return { id, text, vector };
    });
    await db.transaction(async (tx) => {
      if (!(await holdLease(tx, holder, embedder.model, step.length))) throw new BuildLostError();
      await storeNextVectors(tx, table, embedder.model, step);
    });
  }
}

/** The beginning of the list that fits into one call; at least one text. */
function withinCharacters(waiting: readonly WaitingText[], limit: number): WaitingText[] {
  let characters = 0;
  const end = waiting.findIndex((one) => {
    characters += embedTextOf(one).length;
    return characters > limit;
  });
  return waiting.slice(0, end === -1 ? waiting.length : Math.max(1, end));
}

export function embedTextOf({ title, text }: Pick<WaitingText, 'title' | 'text'>): string {
  return title === null ? text : toEmbedText({ title, text });
}
