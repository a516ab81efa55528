import { z } from 'zod';
import { ArticleCategory } from '../../contract/knowledge.ts';
import { countColumn } from '../../database/columns.ts';
import { type Queryable, selectAll } from '../../database/database.ts';
import { TITLE_KEY } from './item.store.ts';

const ByTitle = z.object({ title: z.string(), code: z.string() });

/** The codes of articles with these titles, except those that the import itself has written. */
export function findCodesByTitle(
  db: Queryable,
  titles: readonly string[],
  importId: string,
): Promise<z.infer<typeof ByTitle>[]> {
  return selectAll(
    db,
    ByTitle,
    `SELECT asked.title, a.code FROM unnest($1::text[]) AS asked(title)
     JOIN ai.kb_articles a ON ${TITLE_KEY('a.title')} = ${TITLE_KEY('asked.title')}
     WHERE NOT EXISTS (SELECT FROM ai.kb_import_items i
       WHERE i.import_id = $2 AND i.outcome = 'created' AND i.article_id = a.id)
     ORDER BY a.status DESC, a.code`,
    [titles, importId],
  );
}

const ByText = z.object({ textHash: z.string(), code: z.string() });

/** The codes of articles with exactly these texts, given by their MD5. */
export function findCodesByText(db: Queryable, textHashes: readonly string[]): Promise<z.infer<typeof ByText>[]> {
  return selectAll(
    db,
    ByText,
    `SELECT md5(body_markdown) AS "textHash", code FROM ai.kb_articles
     WHERE md5(body_markdown) = ANY($1::text[]) ORDER BY status DESC, code`,
    [textHashes],
  );
}

const Neighbour = z.object({
  nth: z.number(),
  code: z.string(),
  category: ArticleCategory,
  bodyMarkdown: z.string(),
  shared: countColumn,
});
export type Neighbour = z.infer<typeof Neighbour>;

/** For each of the texts, the three articles that share most of its terms; most first. */
export function listNeighbours(db: Queryable, texts: readonly (readonly string[])[]): Promise<Neighbour[]> {
  const pairs = texts.flatMap((terms, nth) => terms.map((term) => ({ nth, term })));
  return selectAll(
    db,
    Neighbour,
    `SELECT best.nth, a.code, a.category, a.body_markdown AS "bodyMarkdown", best.shared
     FROM (
       SELECT asked.nth, c.article_id, count(DISTINCT t.term) AS shared,
         row_number() OVER (PARTITION BY asked.nth ORDER BY count(DISTINCT t.term) DESC, c.article_id) AS place
       FROM unnest($1::int[], $2::text[]) AS asked(nth, term)
       JOIN ai.kb_terms t ON t.term = asked.term
       JOIN ai.kb_chunks c ON c.id = t.chunk_id
       WHERE c.article_id IS NOT NULL
       GROUP BY asked.nth, c.article_id
     ) AS best
     JOIN ai.kb_articles a ON a.id = best.article_id
     WHERE best.place <= 3 ORDER BY best.nth, best.shared DESC, a.code`,
    [pairs.map((pair) => pair.nth), pairs.map((pair) => pair.term)],
  );
}
