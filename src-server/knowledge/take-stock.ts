import type { KnowledgeDeps } from './knowledge-deps.ts';

/** Fewer new articles do not change what the planner should know. */
const WORTH_ARTICLES = 20;
const LIMIT_MS = 120_000;
const TABLES = ['ai.kb_articles', 'ai.kb_chunks', 'ai.kb_questions', 'ai.kb_terms'];

/**
 * Tells the planner what the tables hold after an import; the embedded engine has nobody who does this by itself. Table
 * by table, so that requests get their turn in between.
 */
export async function takeStock({ db }: Pick<KnowledgeDeps, 'db'>, writtenArticles: number): Promise<void> {
  if (writtenArticles < WORTH_ARTICLES) return;
  for (const table of TABLES) await db.longOperation(LIMIT_MS, () => db.query(`ANALYZE ${table}`));
}
