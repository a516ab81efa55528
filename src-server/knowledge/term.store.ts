import { z } from 'zod';
import { countColumn } from '../database/columns.ts';
import { type Queryable, selectAll, selectOne } from '../database/database.ts';
import type { IndexedTerms } from './index-terms.ts';

const LARGEST_SMALLINT = 32_767;
/** The row that counts the chunk, see the migration. */
const CHUNK_ITSELF = { term: '', titleCount: 0, textCount: 0 };

export interface ChunkTerms extends IndexedTerms {
  chunkId: string;
}

/** Makes these the terms that the chunks are found by. Chunks that are no longer in use are given without terms. */
export async function replaceTerms(
  tx: Queryable,
  retired: readonly string[],
  chunks: readonly ChunkTerms[],
): Promise<void> {
  const rows = {
    term: [] as string[],
    chunk: [] as string[],
    inTitle: [] as number[],
    inText: [] as number[],
    title: [] as number[],
    text: [] as number[],
  };
  for (const chunk of chunks) {
    for (const { term, titleCount, textCount } of [CHUNK_ITSELF, ...chunk.terms]) {
      rows.term.push(term);
      rows.chunk.push(chunk.chunkId);
      rows.inTitle.push(clamp(titleCount));
      rows.inText.push(clamp(textCount));
      rows.title.push(clamp(chunk.titleLength));
      rows.text.push(clamp(chunk.textLength));
    }
  }
  await tx.query('DELETE FROM ai.kb_terms WHERE chunk_id = ANY($1::uuid[])', [
    [...retired, ...chunks.map((chunk) => chunk.chunkId)],
  ]);
  await tx.query(
    `INSERT INTO ai.kb_terms (term, chunk_id, title_count, text_count, title_length, text_length)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::smallint[], $4::smallint[], $5::smallint[], $6::smallint[])`,
    [rows.term, rows.chunk, rows.inTitle, rows.inText, rows.title, rows.text],
  );
}

function clamp(count: number): number {
  return Math.min(count, LARGEST_SMALLINT);
}

const Totals = z.object({ chunkCount: countColumn, titleLength: z.number(), textLength: z.number() });
export type TextTotals = z.infer<typeof Totals>;

/** How many chunks are searched by words, and the mean lengths of their fields. */
export function readTextTotals(db: Queryable): Promise<TextTotals> {
  return selectOne(
    db,
    Totals,
    'total',
    `SELECT count(*) AS "chunkCount", coalesce(avg(title_length), 1)::float8 AS "titleLength",
       coalesce(avg(text_length), 1)::float8 AS "textLength"
     FROM ai.kb_terms WHERE term = ''`,
  );
}

const Term = z.object({ term: z.string() });

/** Those of the terms that some chunk has. */
export async function findKnownTerms(db: Queryable, terms: readonly string[]): Promise<Set<string>> {
  const rows = await selectAll(
    db,
    Term,
    'SELECT asked.term FROM unnest($1::text[]) AS asked(term) WHERE EXISTS (SELECT 1 FROM ai.kb_terms t WHERE t.term = asked.term)',
    [terms],
  );
  return new Set(rows.map((row) => row.term));
}

/**
 * The single terms that begin with `start`. Steps from one term to the next through the index, as reading every row
 * only to drop the repeats would take a hundred times as long.
 */
export async function listTermsStartingWith(db: Queryable, start: string, limit: number): Promise<string[]> {
  const rows = await selectAll(
    db,
    Term,
    `WITH RECURSIVE step AS (
       (SELECT term FROM ai.kb_terms WHERE term >= $1 ORDER BY term LIMIT 1)
       UNION ALL
       SELECT (SELECT t.term FROM ai.kb_terms t WHERE t.term > step.term ORDER BY t.term LIMIT 1)
       FROM step WHERE starts_with(step.term, $1)
     )
     SELECT term FROM step WHERE starts_with(term, $1) AND strpos(term, ' ') = 0 LIMIT $2`,
    [start, limit],
  );
  return rows.map((row) => row.term);
}

/** In how many chunks each of the terms occurs; those in none are left out. */
export async function countChunksWith(db: Queryable, terms: readonly string[]): Promise<Map<string, number>> {
  const rows = await selectAll(
    db,
    Term.extend({ count: countColumn }),
    'SELECT term, count(*) AS count FROM ai.kb_terms WHERE term = ANY($1::text[]) GROUP BY term',
    [terms],
  );
  return new Map(rows.map((row) => [row.term, row.count]));
}
