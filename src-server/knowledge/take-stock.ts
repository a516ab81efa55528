import type { KnowledgeDeps } from './knowledge-deps.ts';

/** Fewer new articles do not change what the planner should know. */
const WORTH_ARTICLES = 20;
const LIMIT_MS = 120_000;
const STATEMENTS = [
  'ANALYZE ai.kb_articles',
  'ANALYZE ai.kb_chunks',
  'ANALYZE ai.kb_questions',
  'VACUUM (ANALYZE, INDEX_CLEANUP OFF) ai.kb_terms',
];

/**
 * Tells the planner what the tables hold after an import; the embedded engine has nobody who does this by itself. Table
 * by table, so that requests get their turn in between. The rows of words are read in their index alone once Postgres
 * knows that everybody sees them, which a look at their new pages tells it; clearing the index of dead rows is left to the
 * night.
 */
export async function takeStock({ db }: Pick<KnowledgeDeps, 'db'>, writtenArticles: number): Promise<void> {
  if (writtenArticles < WORTH_ARTICLES) return;
  for (const statement of STATEMENTS) await db.longOperation(LIMIT_MS, () => db.query(statement));
}
