import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';

export interface SourceFilter {
  minQuality: number;
  since: Date | undefined;
}

/** How many bytes a place takes: the id of an example (16) and what it is sorted by (5). */
export const PLACE_BYTES = 21;

const PlacePage = z.object({
  quality: z.string(),
  /** One place after the other, by id. */
  places: z.instanceof(Buffer),
});
type PlacePage = z.infer<typeof PlacePage>;

/** The most places in one row of an answer, so that none grows large in memory. */
const ROW_PLACES = 20_000;

/**
 * Where the next examples stand that may be trained on, best first: approved by a person, active, good enough, recent
 * enough. At least `limit` of them where there are as many, with all that are as good as the last one: so the next page
 * begins below a quality, and idx_training_quality_verified serves every page by itself, which knows no ids.
 *
 * The id of each stands before the last five bytes of its conversation's id (its own where it has none). Those are
 * random, and the same throughout a conversation. A million places are 21 MB.
 */
export function listTrainablePlaces(
  db: Queryable,
  filter: SourceFilter,
  below: string | undefined,
  limit: number,
): Promise<PlacePage[]> {
  return selectAll(
    db,
    PlacePage,
    `SELECT quality_score::text AS quality, string_agg(place, '' ORDER BY n) AS places FROM (
       SELECT quality_score, row_number() OVER (PARTITION BY quality_score ORDER BY id) AS n,
         uuid_send(id) || substr(uuid_send(coalesce(source_conversation_id, id)), 12) AS place
       FROM (${TRAINABLE_PAGE}) page) numbered
     GROUP BY quality_score, (n - 1) / ${ROW_PLACES} ORDER BY quality_score DESC, (n - 1) / ${ROW_PLACES}`,
    [filter.minQuality, filter.since ?? null, below ?? null, limit],
  );
}

/** `is_active` stands in the text as it does in the partial index. */
const IS_TRAINABLE = `is_active AND human_verified AND status = 'approved' AND quality_score >= $1::real
  AND ($2::timestamptz IS NULL OR created_at >= $2)`;

/** The query that reads all there is, a page at a time. */
export const TRAINABLE_PAGE = `SELECT id, source_conversation_id, quality_score FROM ai.training_data
  WHERE ${IS_TRAINABLE} AND ($3::real IS NULL OR quality_score < $3::real)
  ORDER BY quality_score DESC FETCH FIRST ($4::int) ROWS WITH TIES`;

const SourceRow = z.object({
  id: z.string(),
  question: z.string(),
  answer: z.string(),
  conversationId: z.string().nullable(),
});
export type SourceRow = z.infer<typeof SourceRow>;

/** The texts of these examples, in no order; without those that may no longer be trained on since they were listed. */
export function readTrainable(db: Queryable, filter: SourceFilter, ids: readonly string[]): Promise<SourceRow[]> {
  return selectAll(
    db,
    SourceRow,
    `SELECT id, question, answer, source_conversation_id AS "conversationId" FROM ai.training_data
     WHERE id = ANY($3::uuid[]) AND ${IS_TRAINABLE}`,
    [filter.minQuality, filter.since ?? null, ids],
  );
}

/** How many examples a filter leaves out, by the first reason that applies. */
export async function countLeftOut(db: Queryable, filter: SourceFilter): Promise<Record<string, number>> {
  const Row = z.object({ reason: z.string(), count: z.coerce.number() });
  const rows = await selectAll(
    db,
    Row,
    `SELECT reason, count(*) AS count FROM (
       SELECT CASE WHEN status = 'merged' THEN 'merged'
                   WHEN status <> 'approved' OR NOT human_verified THEN 'not_approved'
                   WHEN NOT is_active THEN 'inactive'
                   WHEN coalesce(quality_score, 0) < $1::real THEN 'quality_too_low'
                   WHEN created_at < $2::timestamptz THEN 'too_old' END AS reason
       FROM ai.training_data) judged
     WHERE reason IS NOT NULL GROUP BY reason`,
    [filter.minQuality, filter.since ?? null],
  );
  return Object.fromEntries(rows.map((row) => [row.reason, row.count]));
}
