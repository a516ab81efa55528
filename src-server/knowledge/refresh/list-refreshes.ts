import { z } from 'zod';
import type { Refresh } from '../../contract/refreshes.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import type { Queryable } from '../../database/database.ts';
import { listRefreshRows } from './refresh.store.ts';

/** The time as the database writes it, with all its digits. */
const Place = z.object({ requestedAt: z.string().regex(/^\d{4}-[\d :.+-]+$/), id: z.uuid() });

/** One page of the refreshes, newest first. */
export async function listRefreshes(
  db: Queryable,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: Refresh[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : decodeCursor(Place, cursor);
  const rows = await listRefreshRows(db, after, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ orderKey: _, ...refresh }) => refresh),
    nextCursor:
      rows.length > limit && last !== undefined ? encodeCursor({ requestedAt: last.orderKey, id: last.id }) : null,
  };
}
