import { z } from 'zod';
import { Channel } from '../../contract/conversations.ts';
import { countColumn } from '../../database/columns.ts';
import { type Queryable, selectAll } from '../../database/database.ts';
import { COUNTED_DECISIONS, WATCHED_ANSWERS } from './wilson.ts';

/** From here on a sent draft counts as accepted: a word or two, and no figure, were changed. */
export const ACCEPTED_FROM = 0.95;
/** Older decisions and answers say little about the desk of today. */
export const EVIDENCE_DAYS = 90;

const Row = z.object({ intent: z.string(), channel: Channel, count: countColumn, good: countColumn });
export type PairCount = z.infer<typeof Row>;

/** Since when a pair is as it is: what came before its last change is no evidence for the next. Needs `pair`'s columns. */
const LAST_CHANGE = (intent: string, channel: string) => `coalesce((
  SELECT max(created_at) FROM ai.autonomy_changes
  WHERE (intent IS NULL OR intent = ${intent}) AND (channel IS NULL OR channel = ${channel})), '-infinity')`;

/**
 * What people did with the drafts that were held back, by intent and channel: how many they decided, and how many of
 * those they sent as good as unchanged. One that was not needed is no judgement.
 */
export function countDecidedDrafts(db: Queryable, now: Date): Promise<PairCount[]> {
  return selectAll(
    db,
    Row,
    `SELECT intent, channel, count(*) AS count, count(*) FILTER (WHERE similarity >= $2) AS good
     FROM (
       SELECT intent, channel, similarity,
         row_number() OVER (PARTITION BY intent, channel ORDER BY decided_at DESC, id DESC) AS nth
       FROM ai.drafts d
       WHERE origin = 'autonomy' AND state IN ('sent', 'edited', 'discarded')
         AND discard_reason IS DISTINCT FROM 'not_needed'
         AND decided_at > $1::timestamptz - make_interval(days => $3)
         AND decided_at > ${LAST_CHANGE('d.intent', 'd.channel')}) AS decided
     WHERE nth <= $4 GROUP BY intent, channel`,
    [now, ACCEPTED_FROM, EVIDENCE_DAYS, COUNTED_DECISIONS],
  );
}

/**
 * The latest answers that the AI gave by itself, by intent and channel, and how many drew no complaint. A complaint is a
 * thumb down or a quality score under 0.5, a correction by a colleague, or a customer whose next message asked for a
 * person.
 */
export function countOwnAnswers(db: Queryable, now: Date): Promise<PairCount[]> {
  return selectAll(
    db,
    Row,
    `SELECT intent, channel, count(*) AS count,
       count(*) FILTER (WHERE NOT (
         EXISTS (SELECT 1 FROM ai.feedback f
           WHERE f.message_id = latest.id AND (f.thumbs = 'down' OR f.quality_score < 0.5))
         OR EXISTS (SELECT 1 FROM ai.training_data e
           WHERE e.source_message_id = latest.id AND e.source_type = 'human_curated')
         OR EXISTS (SELECT 1 FROM support.escalations s
           WHERE s.conversation_id = latest.conversation_id AND s.reason = 'customer_request'
             AND s.question_message_id = (SELECT n.id FROM ai.messages n
               WHERE n.conversation_id = latest.conversation_id AND n.role = 'user' AND n.seq > latest.seq
               ORDER BY n.seq LIMIT 1)))) AS good
     FROM (
       SELECT m.id, m.conversation_id, m.seq, t.autonomy_intent AS intent, c.channel,
         row_number() OVER (PARTITION BY t.autonomy_intent, c.channel ORDER BY m.created_at DESC, m.seq DESC) AS nth
       FROM ai.traces t
       JOIN ai.messages m ON m.id = t.message_id AND m.author_id IS NULL
       JOIN ai.conversations c ON c.id = t.conversation_id
       WHERE t.outcome = 'answered' AND t.autonomy_intent IS NOT NULL
         AND t.created_at > $1::timestamptz - make_interval(days => $2)
         AND t.created_at > ${LAST_CHANGE('t.autonomy_intent', 'c.channel')}) AS latest
     WHERE nth <= $3 GROUP BY intent, channel`,
    [now, EVIDENCE_DAYS, WATCHED_ANSWERS],
  );
}

export const keyOf = (pair: { intent: string; channel: string }) => `${pair.channel} ${pair.intent}`;

export function byPair<T extends { intent: string; channel: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}
