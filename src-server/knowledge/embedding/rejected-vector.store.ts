import { z } from 'zod';
import { RejectedVector } from '../../contract/search-model.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import { type Queryable, selectAll, selectOne } from '../../database/database.ts';

const Counts = z.object({ total: z.number(), waiting: z.number() });

/** How many vectors of an adopted deployment could not be used, and how many of their chunks still wait for a new one. */
export function countRejectedVectors(db: Queryable): Promise<z.infer<typeof Counts>> {
  return selectOne(
    db,
    Counts,
    'answer',
    `SELECT count(*)::int AS total, count(*) FILTER (WHERE c.is_active AND c.vector IS NULL)::int AS waiting
     FROM ai.kb_rejected_vectors r JOIN ai.kb_chunks c ON c.id = r.chunk_id`,
  );
}

const Place = z.object({ after: z.uuid() });

export async function listRejectedVectors(db: Queryable, input: { cursor?: string | undefined; limit: number }) {
  const after = input.cursor === undefined ? null : decodeCursor(Place, input.cursor).after;
  const rows = await selectAll(
    db,
    RejectedVector,
    `SELECT c.id AS "chunkId", c.title, r.reason, c.vector IS NOT NULL AS "isEmbedded"
     FROM ai.kb_rejected_vectors r JOIN ai.kb_chunks c ON c.id = r.chunk_id
     WHERE $1::uuid IS NULL OR r.chunk_id > $1 ORDER BY r.chunk_id LIMIT $2`,
    [after, input.limit + 1],
  );
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  const nextCursor = rows.length > items.length && last !== undefined ? encodeCursor({ after: last.chunkId }) : null;
  return { items, nextCursor };
}
