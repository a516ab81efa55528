import { z } from 'zod';
import { type Database, selectAll } from '../../database/database.ts';
import type { NamedEmbedder } from '../../models/embedder.ts';
import { toEmbedText } from '../chunk-article.ts';

const SAMPLE = 10;
/** A text that was edited after it was embedded does not speak against the others. */
const ENOUGH_OF_SAMPLE = 0.8;
/**
 * The same model gives the same text a cosine above 0.999, as an API's answers differ in their last digits only;
 * another model's vectors are unrelated, and another wording of the same text stays below 0.98.
 */
const SAME_COSINE = 0.98;
const LABELLED_AT_ONCE = 50;

const Sampled = z.object({ id: z.string(), title: z.string(), text: z.string(), vector: z.string() });

/**
 * Finds out whether the vectors of an adopted deployment, which carry no name, are of this model: a few texts are
 * embedded again and compared. If so, all of them are labelled with it, in steps that may be interrupted.
 */
export async function recogniseVectors(
  db: Database,
  embedder: Pick<NamedEmbedder, 'model' | 'embed'>,
  signal: AbortSignal,
): Promise<boolean> {
  const sample = await selectAll(
    db,
    Sampled,
    `SELECT id, title, text, vector::text AS vector FROM ai.kb_chunks
     WHERE is_active AND vector IS NOT NULL AND embedding_model IS NULL ORDER BY md5(id::text) LIMIT $1`,
    [SAMPLE],
  );
  // None left without a name: they were recognised before this was interrupted.
  if (sample.length > 0 && !(await isOfModel(sample, embedder, signal))) return false;
  for (let labelled = 1; labelled > 0; ) {
    signal.throwIfAborted();
    const result = await db.query(
      `UPDATE ai.kb_chunks SET embedding_model = $1 WHERE id IN (
         SELECT id FROM ai.kb_chunks WHERE vector IS NOT NULL AND embedding_model IS NULL LIMIT $2)`,
      [embedder.model, LABELLED_AT_ONCE],
    );
    labelled = result.rowCount;
  }
  return true;
}

async function isOfModel(
  sample: readonly z.infer<typeof Sampled>[],
  embedder: Pick<NamedEmbedder, 'embed'>,
  signal: AbortSignal,
): Promise<boolean> {
  // Nobody knows whether the title was embedded with the text.
  const wordings = sample.flatMap(({ title, text }) => [text, `${title}\n${text}`, toEmbedText({ title, text })]);
  const vectors = await embedder.embed(wordings, { signal });
  const same = sample.filter((one, at) => {
    const stored: number[] = JSON.parse(one.vector);
    return vectors.slice(at * 3, at * 3 + 3).some((vector) => cosine(stored, vector) >= SAME_COSINE);
  });
  return same.length >= sample.length * ENOUGH_OF_SAMPLE;
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b) || 1);
}
