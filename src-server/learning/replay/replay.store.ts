import { z } from 'zod';
import { ArticleDraft } from '../../contract/knowledge.ts';
import { Replay, type ReplayAnswer, ReplayCase, type Verdict } from '../../contract/replays.ts';
import { countColumn, timestampColumn } from '../../database/columns.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../../database/database.ts';

const ReplayRow = z
  .object({
    ...Replay.omit({ counts: true }).shape,
    total: countColumn,
    done: countColumn,
    changed: countColumn,
    better: countColumn,
    same: countColumn,
    worse: countColumn,
    costMicroUsd: countColumn.nullable(),
    ms: z.coerce.number(),
    createdAt: timestampColumn,
    finishedAt: timestampColumn.nullable(),
  })
  .transform(({ total, done, changed, better, same, worse, ...replay }): Replay => {
    return { ...replay, counts: { total, done, changed, better, same, worse } };
  });

/** A cost that is not known of one case is not known of the whole. */
const SELECT = `SELECT r.id, r.version_id AS "versionId", r.article_id AS "articleId", r.baseline_id AS "baselineId", r.state, r.problem,
    r.created_at AS "createdAt", r.finished_at AS "finishedAt", c.*
  FROM ai.replays r CROSS JOIN LATERAL (
    SELECT count(*) AS total, count(verdict) AS done, count(*) FILTER (WHERE is_changed) AS changed,
      count(*) FILTER (WHERE verdict = 'better') AS better, count(*) FILTER (WHERE verdict = 'same') AS same,
      count(*) FILTER (WHERE verdict = 'worse') AS worse,
      CASE WHEN bool_or(verdict IS NOT NULL AND (before->>'costMicroUsd' IS NULL OR after->>'costMicroUsd' IS NULL)) THEN NULL
        ELSE coalesce(sum((before->>'costMicroUsd')::numeric + (after->>'costMicroUsd')::numeric), 0)::bigint END AS "costMicroUsd",
      coalesce(sum((before->>'ms')::numeric + (after->>'ms')::numeric), 0)::float8 AS ms
    FROM ai.replay_cases WHERE replay_id = r.id) c`;

export function getReplay(db: Queryable, id: string): Promise<Replay> {
  return selectOne(db, ReplayRow, 'replay', `${SELECT} WHERE r.id = $1`, [id]);
}

export function findLastReplay(db: Queryable, versionId: string): Promise<Replay | undefined> {
  const text = `${SELECT} WHERE r.version_id = $1 ORDER BY r.created_at DESC, r.id DESC LIMIT 1`;
  return selectFirst(db, ReplayRow, text, [versionId]);
}

const Change = z.object({ articleId: z.string(), articleVersion: z.number(), draft: ArticleDraft }).nullable();
export type ArticleChange = NonNullable<z.infer<typeof Change>>;

/** The changed article that a replay tries; null where it tries a version. */
export async function readArticleChange(db: Queryable, id: string): Promise<ArticleChange | null> {
  const { change } = await selectOne(
    db,
    z.object({ change: Change }),
    'replay',
    `SELECT CASE WHEN article_id IS NOT NULL THEN
       jsonb_build_object('articleId', article_id, 'articleVersion', article_version, 'draft', draft) END AS change
     FROM ai.replays WHERE id = $1`,
    [id],
  );
  return change;
}

/** The last replay of exactly this change. */
export function findArticleReplay(db: Queryable, change: ArticleChange): Promise<Replay | undefined> {
  return selectFirst(
    db,
    ReplayRow,
    `${SELECT} WHERE r.article_id = $1 AND r.article_version = $2 AND r.draft = $3::jsonb
     ORDER BY r.created_at DESC, r.id DESC LIMIT 1`,
    [change.articleId, change.articleVersion, JSON.stringify(change.draft)],
  );
}

/** The newest examples that a person approved. */
export async function listApprovedIds(db: Queryable, limit: number): Promise<string[]> {
  const rows = await selectAll(
    db,
    z.object({ id: z.string() }),
    `SELECT id FROM ai.training_data WHERE human_verified AND is_active ORDER BY updated_at DESC, id LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** The last question of each of the last conversations that the AI answered or handed over, newest first. */
export async function listLastQuestions(db: Queryable, limit: number): Promise<string[]> {
  const rows = await selectAll(
    db,
    z.object({ id: z.string() }),
    `SELECT id FROM (
       SELECT DISTINCT ON (t.conversation_id) t.question_message_id AS id, t.created_at FROM ai.traces t
       WHERE t.outcome IN ('answered', 'declined', 'escalated') AND t.agent <> 'none'
       ORDER BY t.conversation_id, t.created_at DESC) latest
     ORDER BY created_at DESC LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Writes a replay with what it will run. Returns false where there is one of this id already. */
export async function insertReplay(
  tx: Queryable,
  replay: {
    id: string;
    tries: { versionId: string } | ArticleChange;
    baselineId: string | null;
    createdBy: string | null;
    at: Date;
  },
  cases: { exampleIds: readonly string[]; messageIds: readonly string[] },
): Promise<boolean> {
  const { id, tries, baselineId, createdBy, at } = replay;
  const [versionId, change] = 'versionId' in tries ? [tries.versionId, undefined] : [null, tries];
  const { rowCount } = await tx.query(
    `INSERT INTO ai.replays (id, version_id, article_id, article_version, draft, baseline_id, state, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, 'queued', $7, $8) ON CONFLICT (id) DO NOTHING`,
    [
      ...[id, versionId, change?.articleId ?? null, change?.articleVersion ?? null],
      ...[change === undefined ? null : JSON.stringify(change.draft), baselineId, createdBy, at],
    ],
  );
  if (rowCount === 0) return false;
  await tx.query(
    `INSERT INTO ai.replay_cases (replay_id, position, example_id, message_id)
     SELECT $1, row_number() OVER (), x.example_id, x.message_id FROM (
       SELECT unnest($2::uuid[]) AS example_id, NULL::uuid AS message_id
       UNION ALL SELECT NULL, unnest($3::uuid[])) x`,
    [replay.id, cases.exampleIds, cases.messageIds],
  );
  return true;
}

export async function setReplayState(
  tx: Queryable,
  id: string,
  state: Replay['state'],
  { at, problem = null }: { at: Date; problem?: string | null },
): Promise<void> {
  await tx.query(
    `UPDATE ai.replays SET state = $2, problem = $4,
       finished_at = CASE WHEN $2 IN ('done', 'failed') THEN $3::timestamptz END WHERE id = $1`,
    [id, state, at, problem],
  );
}

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
  result: { before: ReplayAnswer; after: ReplayAnswer; verdict: Verdict; why: string; isChanged: boolean },
): Promise<void> {
  await db.query(
    `UPDATE ai.replay_cases SET before = $3::jsonb, after = $4::jsonb, verdict = $5, why = $6, is_changed = $7
     WHERE replay_id = $1 AND position = $2`,
    [
      replayId,
      position,
      JSON.stringify(result.before),
      JSON.stringify(result.after),
      result.verdict,
      result.why,
      result.isChanged,
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
