import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { type Database, type Queryable, selectAll } from '../database/database.ts';
import { vectorParameter } from '../database/vector.ts';
import type { ActiveEmbedder, CallOptions } from '../models/embedder.ts';
import { askedPart } from '../models/text/asked-part.ts';

const Found = z.object({
  id: z.string(),
  question: z.string(),
  answer: z.string(),
  intent: z.string().nullable(),
  /** Cosine of the two questions, 0..1. */
  similarity: z.number(),
});
export type FoundExample = z.infer<typeof Found>;

export interface ExampleQuery {
  vector: readonly number[];
  /** Only vectors of this embedding model are compared. */
  model: string;
  limit: number;
}

/**
 * The approved examples whose questions are nearest, best first, for use as worked examples or as learned answers.
 * An answer that still holds a placeholder is left out: it was written for one customer and would be shown to another.
 */
export function findExamples(db: Queryable, query: ExampleQuery): Promise<FoundExample[]> {
  return selectAll(
    db,
    Found,
    `SELECT t.id, t.question, t.answer, t.intent, near.similarity
     FROM ai.nearest_examples($1::vector, $2, $3::int) AS near JOIN ai.training_data t ON t.id = near.example_id
     ORDER BY near.similarity DESC, t.id`,
    [vectorParameter(query.vector), query.model, query.limit],
  );
}

/**
 * The approved examples nearest to a question, or to what a long letter asks; none while the embedding model cannot be reached, as an answer from the
 * articles is better than no answer.
 */
export function createFindExamplesFor(deps: { db: Database; log: Log; activeEmbedder: ActiveEmbedder }) {
  return async function findExamplesFor(question: string, limit: number, call?: CallOptions): Promise<FoundExample[]> {
    try {
      const embedder = await deps.activeEmbedder();
      const [vector] = await embedder.embed([askedPart(question)], call);
      return vector === undefined ? [] : await findExamples(deps.db, { vector, model: embedder.model, limit });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'MODEL_FAILED')) throw error;
      deps.log.warn('examples were not looked for, as the question could not be embedded', { reason: error.message });
      return [];
    }
  };
}

const Pair = Found.pick({ id: true, question: true, answer: true });

/** These examples as they read now, whether or not they are still used; those that were deleted are left out. */
export function listExamplesById(db: Queryable, ids: readonly string[]): Promise<z.infer<typeof Pair>[]> {
  return selectAll(db, Pair, 'SELECT id, question, answer FROM ai.training_data WHERE id = ANY ($1::uuid[])', [ids]);
}

/** Counts a use of each example, in the transaction that stores the answer. */
export function createMarkExamplesUsed(deps: { clock: Clock }) {
  return async function markExamplesUsed(tx: Queryable, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await tx.query(
      'UPDATE ai.training_data SET usage_count = usage_count + 1, last_used_at = $2 WHERE id = ANY($1::uuid[])',
      [ids, deps.clock.now()],
    );
  };
}

const BATCH = 32;
const Waiting = z.object({ id: z.string(), question: z.string() });

/**
 * Embeds approved examples that have no vector of the current model: those of an adopted deployment, and all of them
 * after the embedding model has changed. Returns how many it embedded. Safe to run again and to interrupt.
 */
export function createEmbedExamples(deps: { db: Database; activeEmbedder: ActiveEmbedder }) {
  return async function embedExamples(signal?: AbortSignal): Promise<number> {
    const embedder = await deps.activeEmbedder();
    const { model } = embedder;
    if (embedder.isMissing === true) return 0;
    for (let done = 0; ; ) {
      signal?.throwIfAborted();
      const waiting = await selectAll(
        deps.db,
        Waiting,
        `SELECT id, question FROM ai.training_data
         WHERE status = 'approved' AND human_verified AND is_active AND embedding_model IS DISTINCT FROM $1
         ORDER BY id LIMIT $2`,
        [model, BATCH],
      );
      if (waiting.length === 0) return done;
      const vectors = await embedder.embed(
        waiting.map((row) => row.question),
        { signal },
      );
      await deps.db.transaction(async (tx) => {
        // The text is compared as it may have been edited, and so embedded, in the meantime.
        for (const [index, row] of waiting.entries())
          await tx.query(
            `UPDATE ai.training_data SET question_vector = $3::vector, embedding_model = $4
             WHERE id = $1 AND question = $2 AND status = 'approved'`,
            [row.id, row.question, vectorParameter(vectors[index] ?? []), model],
          );
      });
      done += waiting.length;
    }
  };
}
