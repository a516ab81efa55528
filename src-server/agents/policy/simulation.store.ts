import { z } from 'zod';
import { DecisionEvidence } from '../../contract/escalation-policy.ts';
import { countColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectOne } from '../../database/database.ts';

const StoredRow = z.object({
  id: z.string(),
  conversationId: z.string(),
  at: z.date(),
  agent: z.string(),
  outcome: z.string(),
  evidence: DecisionEvidence,
  question: z.string(),
});
export type StoredDecision = z.infer<typeof StoredRow>;

/** Behind the last one that was read. */
export interface Place {
  at: Date;
  id: string;
}

/** Dropped answers never reached anybody, and sample conversations are nobody's. */
const REPLAYABLE = `t.evidence IS NOT NULL AND t.outcome <> 'dropped' AND NOT c.is_sample`;

/** All messages that were answered together, as the agents read them. */
const WHOLE_QUESTION = `(SELECT coalesce(string_agg(m.content, E'\\n' ORDER BY m.seq), '') FROM ai.messages m
  WHERE m.conversation_id = t.conversation_id AND m.role = 'user' AND m.seq <= q.seq AND m.seq > coalesce(
    (SELECT max(a.seq) FROM ai.messages a
     WHERE a.conversation_id = t.conversation_id AND a.role = 'assistant' AND a.seq < q.seq), 0))`;

export interface DecisionsInput {
  since: Date;
  until: Date;
  after: Place | undefined;
  limit: number;
  /** Whether the customer's words are needed: reading them takes far longer than the rest. */
  withQuestion: boolean;
}

/** What the policy decided in a span of time, the newest first, with what it decided by. */
export function listDecisions(
  db: Queryable,
  { since, until, after, limit, withQuestion }: DecisionsInput,
): Promise<StoredDecision[]> {
  return selectAll(
    db,
    StoredRow,
    `SELECT t.id, t.conversation_id AS "conversationId", t.created_at AS at, t.agent, t.outcome, t.evidence,
       ${withQuestion ? WHOLE_QUESTION : `''`} AS question
     FROM ai.traces t
     JOIN ai.conversations c ON c.id = t.conversation_id
     ${withQuestion ? 'JOIN ai.messages q ON q.id = t.question_message_id' : ''}
     WHERE ${REPLAYABLE} AND t.created_at >= $1 AND t.created_at <= $2
       AND ($3::timestamptz IS NULL OR (t.created_at, t.id) < ($3, $4::uuid))
     ORDER BY t.created_at DESC, t.id DESC LIMIT $5`,
    [since, until, after?.at ?? null, after?.id ?? null, limit],
  );
}

/** How many answered messages of the time kept too little to be replayed. */
export async function countNotReplayable(db: Queryable, since: Date, until: Date): Promise<number> {
  const { count } = await selectOne(
    db,
    z.object({ count: countColumn }),
    'trace',
    `SELECT count(*) AS count FROM ai.traces t JOIN ai.conversations c ON c.id = t.conversation_id
     WHERE t.evidence IS NULL AND t.outcome <> 'dropped' AND NOT c.is_sample
       AND t.created_at >= $1 AND t.created_at <= $2`,
    [since, until],
  );
  return count;
}

const AftermathRow = z.object({
  id: z.string(),
  isGood: z.boolean(),
  isBad: z.boolean(),
  wasCorrected: z.boolean(),
  personCalledLater: z.boolean(),
  question: z.string(),
});
export type StoredAftermath = z.infer<typeof AftermathRow>;

/** How answers were judged and what followed them. A rating counts as it does for the success of articles. */
export function listAftermath(db: Queryable, traceIds: readonly string[]): Promise<StoredAftermath[]> {
  return selectAll(
    db,
    AftermathRow,
    `SELECT t.id, coalesce(f.is_bad, false) AS "isBad", coalesce(f.is_good AND NOT coalesce(f.is_bad, false), false) AS "isGood",
       EXISTS (SELECT 1 FROM ai.training_data d
               WHERE d.source_message_id = t.message_id AND d.source_type = 'human_curated') AS "wasCorrected",
       EXISTS (SELECT 1 FROM support.escalations e
               WHERE e.conversation_id = t.conversation_id AND e.created_at > t.created_at) AS "personCalledLater",
       left(q.content, 500) AS question
     FROM ai.traces t
     JOIN ai.messages q ON q.id = t.question_message_id
     LEFT JOIN LATERAL (
       SELECT bool_or(thumbs = 'down' OR stars <= 2 OR NOT accurate OR NOT helpful) AS is_bad,
         bool_or(thumbs = 'up' OR stars >= 4) AS is_good
       FROM ai.feedback WHERE message_id = t.message_id) f ON true
     WHERE t.id = ANY($1::uuid[])`,
    [traceIds],
  );
}
