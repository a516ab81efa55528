import { z } from 'zod';
import { type ReplayAnswer, ReplayCase } from '../../contract/replays.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import { type Queryable, selectAll } from '../../database/database.ts';

const Waiting = z.object({
  position: z.number(),
  exampleId: z.string().nullable(),
  messageId: z.string().nullable(),
  question: z.string(),
  reference: z.string().nullable(),
});
export type WaitingCase = z.infer<typeof Waiting>;

/**
 * What an answer is compared with: the approved answer of an example; for a conversation what a person replied before
 * the customer wrote again, or else the answer of then where it was judged to be good.
 */
const REFERENCE = `coalesce(e.answer,
    (SELECT s.content FROM ai.messages s WHERE s.conversation_id = m.conversation_id AND s.seq > m.seq
       AND s.role = 'assistant' AND s.author_id IS NOT NULL
       AND s.seq < coalesce((SELECT min(n.seq) FROM ai.messages n
         WHERE n.conversation_id = m.conversation_id AND n.role = 'user' AND n.seq > m.seq), 9223372036854775807)
     ORDER BY s.seq LIMIT 1),
    (SELECT a.content FROM ai.traces t JOIN ai.messages a ON a.id = t.message_id
       JOIN ai.feedback f ON f.message_id = a.id
     WHERE t.question_message_id = m.id AND f.quality_score >= 0.8 LIMIT 1))`;
const TABLES = `ai.replay_cases c LEFT JOIN ai.training_data e ON e.id = c.example_id
  LEFT JOIN ai.messages m ON m.id = c.message_id`;

/** The next cases that have not been run. */
export function listWaitingCases(db: Queryable, replayId: string, limit: number): Promise<WaitingCase[]> {
  return selectAll(
    db,
    Waiting,
    `SELECT c.position, c.example_id AS "exampleId", c.message_id AS "messageId",
       coalesce(e.question, m.content) AS question, ${REFERENCE} AS reference
     FROM ${TABLES} WHERE c.replay_id = $1 AND c.verdict IS NULL ORDER BY c.position LIMIT $2`,
    [replayId, limit],
  );
}

export async function saveCase(
  db: Queryable,
  replayId: string,
  position: number,
  result: Pick<ReplayCase, 'verdict' | 'why' | 'judged'> & {
    before: ReplayAnswer;
    after: ReplayAnswer;
    isChanged: boolean;
  },
): Promise<void> {
  await db.query(
    `UPDATE ai.replay_cases SET before = $3::jsonb, after = $4::jsonb, verdict = $5, why = $6, is_changed = $7,
       judged = $8::jsonb
     WHERE replay_id = $1 AND position = $2`,
    [
      replayId,
      position,
      JSON.stringify(result.before),
      JSON.stringify(result.after),
      result.verdict,
      result.why,
      result.isChanged,
      result.judged === null ? null : JSON.stringify(result.judged),
    ],
  );
}

const ChangeRow = ReplayCase.extend({ place: z.number() });
const Place = z.object({ place: z.number() });

/** What changed, the worse first, then the better. */
export async function listChanges(
  db: Queryable,
  input: { id: string; cursor?: string | undefined; limit: number },
): Promise<{ items: ReplayCase[]; nextCursor: string | null }> {
  const after = input.cursor === undefined ? undefined : decodeCursor(Place, input.cursor);
  const rows = await selectAll(
    db,
    ChangeRow,
    `SELECT * FROM (
       SELECT c.position, coalesce(e.question, m.content) AS question, m.conversation_id AS "conversationId",
         c.example_id AS "exampleId", ${REFERENCE} AS reference, c.before, c.after, c.verdict, c.why,
         c.judged,
         c.position + 100000 * array_position(ARRAY['worse', 'better', 'same'], c.verdict) AS place
       FROM ${TABLES} WHERE c.replay_id = $1 AND c.is_changed) changed
     WHERE $2::int IS NULL OR place > $2 ORDER BY place LIMIT $3`,
    [input.id, after?.place ?? null, input.limit + 1],
  );
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(({ place: _, ...item }) => item),
    nextCursor: last === undefined ? null : encodeCursor({ place: last.place }),
  };
}
