import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';
import { LEARNED_QUESTIONS } from './search.sql.ts';

const Passage = z.object({
  chunkId: z.string(),
  articleId: z.string().nullable(),
  text: z.string(),
  category: z.string().nullable(),
  isLearned: z.boolean(),
  exampleId: z.string().nullable(),
  /** Whether the search still finds this text. */
  isCurrent: z.boolean(),
  /** The version that the article had then. */
  version: z.number().nullable(),
  currentVersion: z.number().nullable(),
  /** The ways to ask that people had written for the article then. */
  questions: z.array(z.string()),
  /** What customers asked up to now that the article was approved to answer. */
  learnedQuestions: z.array(z.string()),
});
export type Passage = z.infer<typeof Passage>;

/** Passages that were found at a moment, whose texts never change, with what their articles were then and are now. */
export function listPassages(db: Queryable, chunkIds: readonly string[], at: Date): Promise<Passage[]> {
  return selectAll(
    db,
    Passage,
    `SELECT c.id AS "chunkId", c.article_id AS "articleId", c.text, c.category, c.is_learned AS "isLearned",
       c.example_id AS "exampleId", c.is_active AS "isCurrent", was.version, a.version AS "currentVersion",
       coalesce(was.questions, a.questions, '[]') AS questions,
       ${LEARNED_QUESTIONS} AS "learnedQuestions"
     FROM ai.kb_chunks c
     LEFT JOIN ai.kb_articles a ON a.id = c.article_id
     LEFT JOIN LATERAL (
       SELECT v.version, v.questions FROM ai.kb_article_versions v
       WHERE v.article_id = c.article_id AND v.created_at <= $2 ORDER BY v.version DESC LIMIT 1) AS was ON true
     WHERE c.id = ANY ($1::uuid[])`,
    [chunkIds, at],
  );
}
