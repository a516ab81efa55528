import { z } from 'zod';
import { type Queryable, selectAll } from '../../database/database.ts';
import { vectorParameter } from '../../database/vector.ts';

const Waiting = z.object({ id: z.string(), question: z.string() });

/** Examples that wait for review without a vector of the model and of their question as it reads now. */
export function listCandidatesToEmbed(db: Queryable, model: string, limit: number): Promise<z.infer<typeof Waiting>[]> {
  return selectAll(
    db,
    Waiting,
    `SELECT t.id, t.question FROM ai.training_data t LEFT JOIN ai.candidate_vectors v ON v.example_id = t.id
     WHERE t.status = 'pending' AND (v.embedding_model IS DISTINCT FROM $1 OR v.question_hash IS DISTINCT FROM md5(t.question))
     ORDER BY t.id LIMIT $2`,
    [model, limit],
  );
}

export interface CandidateVector extends z.infer<typeof Waiting> {
  vector: readonly number[];
}

/** Stores vectors; what was decided or edited since it was listed is left out and, where it waits, listed again. */
export async function storeCandidateVectors(
  tx: Queryable,
  model: string,
  vectors: readonly CandidateVector[],
): Promise<void> {
  for (const { id, question, vector } of vectors)
    await tx.query(
      `INSERT INTO ai.candidate_vectors (example_id, vector, embedding_model, question_hash)
       SELECT id, $3::vector, $4, md5(question) FROM ai.training_data WHERE id = $1 AND question = $2 AND status = 'pending'
       ON CONFLICT (example_id) DO UPDATE SET vector = excluded.vector, embedding_model = excluded.embedding_model,
         question_hash = excluded.question_hash, compared_hash = NULL`,
      [id, question, vectorParameter(vector), model],
    );
}

/** What is decided is not compared any more; a reopened example is embedded anew. */
export async function deleteCandidateVectors(tx: Queryable, ids: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM ai.candidate_vectors WHERE example_id = ANY ($1::uuid[])', [ids]);
}

const Uncompared = z.object({ id: z.string(), question: z.string(), answer: z.string() });
export type ComparedExample = z.infer<typeof Uncompared>;

/** `t` and `v` stand for the example and its vector. */
const COMPARED_TEXT = `md5(t.question || E'\\n' || t.answer)`;

/** Examples that wait, with a vector of the model, whose text or whose articles changed since they were compared. */
export function listCandidatesToCompare(db: Queryable, model: string, limit: number): Promise<ComparedExample[]> {
  return selectAll(
    db,
    Uncompared,
    `SELECT t.id, t.question, t.answer FROM ai.training_data t JOIN ai.candidate_vectors v ON v.example_id = t.id
     WHERE t.status = 'pending' AND v.embedding_model = $1 AND v.question_hash = md5(t.question)
       AND (v.compared_hash IS DISTINCT FROM ${COMPARED_TEXT}
         OR v.compared_at < (SELECT max(updated_at) FROM ai.kb_articles))
     ORDER BY t.created_at, t.id LIMIT $2`,
    [model, limit],
  );
}

/** Notes that the example was compared as it reads here. Returns whether it still reads so and waits. */
export async function markCompared(tx: Queryable, example: ComparedExample, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE ai.candidate_vectors v SET compared_hash = ${COMPARED_TEXT}, compared_at = $4
     FROM ai.training_data t
     WHERE v.example_id = $1 AND t.id = $1 AND t.question = $2 AND t.answer = $3 AND t.status = 'pending'`,
    [example.id, example.question, example.answer, at],
  );
  return rowCount > 0;
}

const Vector = z.object({ vector: z.string().transform((text) => z.array(z.number()).parse(JSON.parse(text))) });

/** Has an example compared once more, unless it was compared as it reads here. */
export async function compareAgainUnless(tx: Queryable, example: ComparedExample): Promise<void> {
  await tx.query(
    `UPDATE ai.candidate_vectors v SET compared_hash = NULL FROM ai.training_data t
     WHERE v.example_id = $1 AND t.id = $1 AND (t.question <> $2 OR t.answer <> $3)`,
    [example.id, example.question, example.answer],
  );
}

/** The vector of a candidate, where it has one of the model. */
export async function findCandidateVector(db: Queryable, id: string, model: string): Promise<number[] | undefined> {
  const [row] = await selectAll(
    db,
    Vector,
    'SELECT vector::text FROM ai.candidate_vectors WHERE example_id = $1 AND embedding_model = $2',
    [id, model],
  );
  return row?.vector;
}

const Near = Uncompared.extend({ similarity: z.number() });

/** The examples that wait or are approved whose questions are nearest, best first. */
export function listNearestExamples(
  db: Queryable,
  example: { id: string; vector: readonly number[]; model: string; limit: number },
): Promise<z.infer<typeof Near>[]> {
  return selectAll(
    db,
    Near,
    `SELECT t.id, t.question, t.answer, near.similarity
     FROM ai.nearest_to_candidate($1::uuid, $2::vector, $3, $4::int) AS near
       JOIN ai.training_data t ON t.id = near.example_id
     WHERE t.status IN ('pending', 'approved') ORDER BY near.similarity DESC, t.id`,
    [example.id, vectorParameter(example.vector), example.model, example.limit],
  );
}
