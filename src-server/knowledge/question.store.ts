import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';
import { vectorText } from '../database/vector.ts';

const QuestionState = z.object({
  id: z.string(),
  articleId: z.string(),
  text: z.string(),
  source: z.enum(['title', 'written', 'suggested', 'learned']),
  embeddingModel: z.string().nullable(),
});
export type QuestionState = z.infer<typeof QuestionState>;

export function listQuestionStates(db: Queryable, articleIds: readonly string[]): Promise<QuestionState[]> {
  return selectAll(
    db,
    QuestionState,
    `SELECT id, article_id AS "articleId", text, source,
       CASE WHEN vector IS NULL THEN NULL ELSE embedding_model END AS "embeddingModel"
     FROM ai.kb_questions WHERE article_id = ANY($1::uuid[]) ORDER BY created_at, id`,
    [articleIds],
  );
}

export interface NewQuestion {
  id: string;
  articleId: string;
  text: string;
  source: QuestionState['source'];
  vector: readonly number[] | undefined;
  embeddingModel: string | null;
  /** The approved example that it was learned from. */
  exampleId?: string;
}

/** Adds ways to ask in one statement, however many. What a person writes takes the place of what was only learned. */
export async function insertQuestions(tx: Queryable, questions: readonly NewQuestion[], at: Date): Promise<void> {
  if (questions.length === 0) return;
  const rows = questions.map((question) => ({
    ...question,
    vector: question.vector === undefined ? null : vectorText(question.vector),
    embeddingModel: question.vector === undefined ? null : question.embeddingModel,
  }));
  await tx.query(
    `INSERT INTO ai.kb_questions (id, article_id, text, source, vector, embedding_model, example_id, created_at)
     SELECT r.id, r."articleId", r.text, r.source, r.vector::vector, r."embeddingModel", r."exampleId", $2
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "articleId" uuid, text text, source text, vector text,
       "embeddingModel" text, "exampleId" uuid)
     ON CONFLICT (article_id, text) DO UPDATE SET source = excluded.source, example_id = NULL
       WHERE kb_questions.source IN ('learned', 'suggested') AND excluded.source IN ('title', 'written')`,
    [JSON.stringify(rows), at],
  );
}

export async function deleteQuestions(tx: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.query('DELETE FROM ai.kb_questions WHERE id = ANY($1::uuid[])', [ids]);
}
