import { Citation } from '../contract/conversations.ts';
import { type Queryable, selectAll } from '../database/database.ts';

/** The first chunk of each of these articles as it is now; codes without an article are left out. */
export function findCitations(db: Queryable, codes: readonly string[]): Promise<Citation[]> {
  return selectAll(
    db,
    Citation,
    `SELECT DISTINCT ON (a.code) k.id AS "chunkId", a.code, k.title
     FROM ai.kb_articles a JOIN ai.kb_chunks k ON k.article_id = a.id AND k.is_active
     WHERE a.code = ANY ($1) ORDER BY a.code, k.position`,
    [codes],
  );
}
