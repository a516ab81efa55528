import { z } from 'zod';
import { AgentInstructions } from '../../contract/instructions.ts';
import { ArticleDraft } from '../../contract/knowledge.ts';
import { Replay } from '../../contract/replays.ts';
import { countColumn, timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectFirst, selectOne } from '../../database/database.ts';

const ReplayRow = z
  .object({
    ...Replay.omit({ counts: true, judge: true }).shape,
    withModelJudge: z.boolean(),
    judgeAsked: countColumn,
    judgeUnread: countColumn,
    judgeCost: countColumn.nullable(),
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
  .transform(({ total, done, changed, better, same, worse, ...row }): Replay => {
    const { withModelJudge, judgeAsked: asked, judgeUnread: unread, judgeCost: costMicroUsd, ...replay } = row;
    const judge = withModelJudge ? { asked, unread, costMicroUsd } : null;
    return { ...replay, judge, counts: { total, done, changed, better, same, worse } };
  });

/** A cost that is not known of one case is not known of the whole. */
const SELECT = `SELECT r.id, r.version_id AS "versionId", r.article_id AS "articleId",
    r.instructions_version AS "instructionsVersion", r.baseline_id AS "baselineId", r.state, r.problem,
    r.with_model_judge AS "withModelJudge",
    r.created_at AS "createdAt", r.finished_at AS "finishedAt", c.*
  FROM ai.replays r CROSS JOIN LATERAL (
    SELECT count(*) AS total, count(verdict) AS done, count(*) FILTER (WHERE is_changed) AS changed,
      count(*) FILTER (WHERE verdict = 'better') AS better, count(*) FILTER (WHERE verdict = 'same') AS same,
      count(*) FILTER (WHERE verdict = 'worse') AS worse,
      count(judged) AS "judgeAsked", count(judged) FILTER (WHERE judged->'model'->>'verdict' IS NULL) AS "judgeUnread",
      CASE WHEN bool_or(judged->'model'->'costMicroUsd' = 'null') THEN NULL
        ELSE coalesce(sum((judged->'model'->>'costMicroUsd')::numeric), 0)::bigint END AS "judgeCost",
      CASE WHEN bool_or(verdict IS NOT NULL AND (before->>'costMicroUsd' IS NULL OR after->>'costMicroUsd' IS NULL)
          OR judged->'model'->'costMicroUsd' = 'null') THEN NULL
        ELSE coalesce(sum((before->>'costMicroUsd')::numeric + (after->>'costMicroUsd')::numeric
          + coalesce((judged->'model'->>'costMicroUsd')::numeric, 0)), 0)::bigint END AS "costMicroUsd",
      coalesce(sum((before->>'ms')::numeric + (after->>'ms')::numeric
        + coalesce((judged->'model'->>'ms')::numeric, 0)), 0)::float8 AS ms
    FROM ai.replay_cases WHERE replay_id = r.id) c`;

export function getReplay(db: Queryable, id: string): Promise<Replay> {
  return selectOne(db, ReplayRow, 'replay', `${SELECT} WHERE r.id = $1`, [id]);
}

export function findLastReplay(db: Queryable, versionId: string): Promise<Replay | undefined> {
  const text = `${SELECT} WHERE r.version_id = $1 ORDER BY r.created_at DESC, r.id DESC LIMIT 1`;
  return selectFirst(db, ReplayRow, text, [versionId]);
}

const Tried = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('version'), versionId: z.string() }),
  z.object({
    kind: z.literal('article'),
    articleId: z.string(),
    /** The version that was edited. */
    articleVersion: z.number(),
    draft: ArticleDraft,
  }),
  z.object({
    kind: z.literal('instructions'),
    /** The version in force that these would follow. */
    basedOn: z.number(),
    instructions: AgentInstructions,
  }),
]);
/** What a replay tries: a model version, an article as it would be saved, or other instructions to the agents. */
export type Tried = z.infer<typeof Tried>;
export type ArticleChange = Omit<Extract<Tried, { kind: 'article' }>, 'kind'>;
export type InstructionsChange = Omit<Extract<Tried, { kind: 'instructions' }>, 'kind'>;

export async function readTried(db: Queryable, id: string): Promise<Tried> {
  const { tried } = await selectOne(
    db,
    z.object({ tried: Tried }),
    'replay',
    `SELECT CASE
       WHEN article_id IS NOT NULL THEN jsonb_build_object(
         'kind', 'article', 'articleId', article_id, 'articleVersion', article_version, 'draft', draft)
       WHEN instructions IS NOT NULL THEN jsonb_build_object(
         'kind', 'instructions', 'basedOn', instructions_version, 'instructions', instructions)
       ELSE jsonb_build_object('kind', 'version', 'versionId', version_id) END AS tried
     FROM ai.replays WHERE id = $1`,
    [id],
  );
  return tried;
}

const LAST = 'ORDER BY r.created_at DESC, r.id DESC LIMIT 1';

/** The last replay of exactly this change. */
export function findArticleReplay(db: Queryable, change: ArticleChange): Promise<Replay | undefined> {
  return selectFirst(
    db,
    ReplayRow,
    `${SELECT} WHERE r.article_id = $1 AND r.article_version = $2 AND r.draft = $3::jsonb ${LAST}`,
    [change.articleId, change.articleVersion, JSON.stringify(change.draft)],
  );
}

/** The last replay of exactly these instructions after that version. */
export function findInstructionsReplay(db: Queryable, change: InstructionsChange): Promise<Replay | undefined> {
  return selectFirst(
    db,
    ReplayRow,
    `${SELECT} WHERE r.instructions_version = $1 AND r.instructions = $2::jsonb ${LAST}`,
    [change.basedOn, JSON.stringify(change.instructions)],
  );
}

export interface NewReplay {
  id: string;
  tries: Tried;
  withModelJudge: boolean;
  baselineId: string | null;
  createdBy: string | null;
  at: Date;
}

/** Writes a replay with what it will run. Returns false where there is one of this id already. */
export async function insertReplay(
  tx: Queryable,
  { id, tries, withModelJudge, baselineId, createdBy, at }: NewReplay,
  cases: { exampleIds: readonly string[]; messageIds: readonly string[] },
): Promise<boolean> {
  const article = tries.kind === 'article' ? tries : undefined;
  const asked = tries.kind === 'instructions' ? tries : undefined;
  const { rowCount } = await tx.query(
    `INSERT INTO ai.replays (id, version_id, article_id, article_version, draft, instructions, instructions_version,
       with_model_judge, baseline_id, state, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8, $9, 'queued', $10, $11) ON CONFLICT (id) DO NOTHING`,
    [
      ...[id, tries.kind === 'version' ? tries.versionId : null],
      ...[article?.articleId ?? null, article?.articleVersion ?? null, toJson(article?.draft)],
      ...[toJson(asked?.instructions), asked?.basedOn ?? null],
      ...[withModelJudge, baselineId, createdBy, at],
    ],
  );
  if (rowCount === 0) return false;
  await tx.query(
    `INSERT INTO ai.replay_cases (replay_id, position, example_id, message_id)
     SELECT $1, row_number() OVER (), x.example_id, x.message_id FROM (
       SELECT unnest($2::uuid[]) AS example_id, NULL::uuid AS message_id
       UNION ALL SELECT NULL, unnest($3::uuid[])) x`,
    [id, cases.exampleIds, cases.messageIds],
  );
  return true;
}

const toJson = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

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
