import { z } from 'zod';
import { EventType, type NewEvent, type ServerEvent } from '../contract/events.ts';
import { timestampColumn } from './columns.ts';
import { type Queryable, selectAll, selectOne } from './database.ts';

/** The lock under which event ids are drawn, held until the commit, so that ids are handed out in the order of commits. */
const EVENT_ORDER_LOCK = 7_305_511;

/** The channel on which a server tells its sidecars that there are new events. */
export const EVENTS_CHANNEL = 'teppan_events';

const EventRow = z.object({
  id: z.string(),
  type: EventType,
  conversation_id: z.string().nullable(),
  subject_id: z.string().nullable(),
  created_at: timestampColumn,
});

/** Writes the events of a transaction. Must be its last statement: every other writer of events waits from here on. */
export async function insertEvents(tx: Queryable, events: readonly NewEvent[]): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [EVENT_ORDER_LOCK]);
  await tx.query(
    `INSERT INTO support.events (type, conversation_id, subject_id)
     SELECT type, "conversationId", "subjectId"
       FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (type text, "conversationId" uuid, "subjectId" text))
            WITH ORDINALITY AS event (type, "conversationId", "subjectId", position)
      ORDER BY position`,
    [JSON.stringify(events)],
  );
}

export async function listEventsAfter(db: Queryable, id: string, limit: number): Promise<ServerEvent[]> {
  const rows = await selectAll(
    db,
    EventRow,
    `SELECT id, type, conversation_id, subject_id, created_at FROM support.events WHERE id > $1 ORDER BY id LIMIT $2`,
    [id, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    conversationId: row.conversation_id,
    subjectId: row.subject_id,
    at: row.created_at,
  }));
}

export async function getLatestEventId(db: Queryable): Promise<string> {
  const row = await selectOne(
    db,
    z.object({ id: z.string() }),
    'event',
    'SELECT coalesce(max(id), 0)::text AS id FROM support.events',
  );
  return row.id;
}
