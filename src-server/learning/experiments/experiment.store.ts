import { z } from 'zod';
import { Experiment, ExperimentMeasure } from '../../contract/experiments.ts';
import { Tuning } from '../../contract/tuning.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../../database/database.ts';
import type { Counted } from './judge-experiment.ts';

const ExperimentRow = z.object({
  ...Experiment.omit({ version: true, measures: true }).shape,
  versionId: z.string(),
  versionNumber: z.number(),
  baselineId: z.string().nullable(),
  result: z.array(ExperimentMeasure).nullable(),
  startedAt: z.date(),
  createdAt: timestampColumn,
  endedAt: timestampColumn.nullable(),
});
export type ExperimentRow = z.infer<typeof ExperimentRow>;

const SELECT = `SELECT x.id, x.version_id AS "versionId", v.number AS "versionNumber", x.baseline_id AS "baselineId",
    round(x.share::numeric, 4)::float8 AS share, round(x.effect::numeric, 4)::float8 AS effect, x.planned, x.state,
    x.verdict, x.why, x.result, x.created_at AS "startedAt", x.created_at AS "createdAt", x.ended_at AS "endedAt"
  FROM ai.experiments x JOIN ai.model_versions v ON v.id = x.version_id`;

export function listExperiments(db: Queryable): Promise<ExperimentRow[]> {
  return selectAll(db, ExperimentRow, `${SELECT} ORDER BY x.created_at DESC LIMIT 50`);
}

export function getExperiment(db: Queryable, id: string): Promise<ExperimentRow> {
  return selectOne(db, ExperimentRow, 'experiment', `${SELECT} WHERE x.id = $1`, [id]);
}

export function findExperimentByKey(db: Queryable, clientKey: string): Promise<ExperimentRow | undefined> {
  return selectFirst(db, ExperimentRow, `${SELECT} WHERE x.client_key = $1`, [clientKey]);
}

/** The running one, held until the transaction ends. */
export function lockRunning(tx: Queryable): Promise<ExperimentRow | undefined> {
  return selectFirst(tx, ExperimentRow, `${SELECT} WHERE x.state = 'running' FOR UPDATE OF x`);
}

const Running = z.object({
  id: z.string(),
  share: z.number(),
  versionId: z.string(),
  tuning: Tuning,
  chatModel: z.string().nullable(),
});

/** The running experiment where this conversation began after it: who was answered before goes on as they began. */
export function findRunningFor(db: Queryable, conversationId: string): Promise<z.infer<typeof Running> | undefined> {
  return selectFirst(
    db,
    Running,
    `SELECT x.id, x.share, v.id AS "versionId", v.tuning, v.chat_model AS "chatModel"
     FROM ai.experiments x JOIN ai.model_versions v ON v.id = x.version_id
       JOIN ai.conversations c ON c.id = $1 AND c.created_at >= x.created_at
     WHERE x.state = 'running'`,
    [conversationId],
  );
}

export async function insertExperiment(
  tx: Queryable,
  row: {
    id: string;
    clientKey: string;
    versionId: string;
    baselineId: string | null;
    share: number;
    effect: number;
    planned: number;
    createdBy: string | null;
    at: Date;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO ai.experiments (id, client_key, version_id, baseline_id, share, effect, planned, state, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $9)`,
    [row.id, row.clientKey, row.versionId, row.baselineId, row.share, row.effect, row.planned, row.createdBy, row.at],
  );
}

export async function endExperiment(
  tx: Queryable,
  id: string,
  end: { verdict: string; why: string; measures: readonly ExperimentMeasure[]; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE ai.experiments SET state = 'ended', verdict = $2, why = $3, result = $4::jsonb, ended_at = $5 WHERE id = $1`,
    [id, end.verdict, end.why, JSON.stringify(end.measures), end.at],
  );
}

const CountRow = z.object({
  arm: z.enum(['current', 'candidate']),
  conversations: z.number(),
  resolved: z.number(),
  badFeedback: z.number(),
  complaints: z.number(),
});
const NOBODY: Counted = { conversations: 0, resolved: 0, badFeedback: 0, complaints: 0 };

/**
 * What became of the conversations that began with the experiment, by the version that gave their first answer. Judged is
 * what is over: closed, handed to a person, or silent for half an hour.
 */
export async function countArms(
  db: Queryable,
  { versionId, startedAt }: Pick<ExperimentRow, 'versionId' | 'startedAt'>,
  now: Date,
): Promise<{ current: Counted; candidate: Counted }> {
  const rows = await selectAll(
    db,
    CountRow,
    `SELECT CASE WHEN first.version IS NOT DISTINCT FROM $1::uuid THEN 'candidate' ELSE 'current' END AS arm,
       count(*)::int AS conversations, count(*) FILTER (WHERE c.escalated_at IS NULL)::int AS resolved,
       count(*) FILTER (WHERE EXISTS (SELECT 1 FROM ai.feedback f WHERE f.conversation_id = c.id
         AND (f.thumbs = 'down' OR f.stars <= 2)))::int AS "badFeedback",
       count(*) FILTER (WHERE EXISTS (SELECT 1 FROM support.escalations e WHERE e.conversation_id = c.id
         AND e.reason = 'complaint'))::int AS complaints
     FROM ai.conversations c CROSS JOIN LATERAL (
       SELECT t.model_version_id AS version FROM ai.traces t WHERE t.conversation_id = c.id AND t.outcome <> 'dropped'
       ORDER BY t.created_at LIMIT 1) first
     WHERE c.created_at >= $2 AND (c.closed_at IS NOT NULL OR c.escalated_at IS NOT NULL
       OR NOT EXISTS (SELECT 1 FROM ai.messages m WHERE m.conversation_id = c.id AND m.created_at > $3))
     GROUP BY 1`,
    [versionId, startedAt, new Date(now.getTime() - SILENT_MS)],
  );
  const of = (arm: string) => rows.find((row) => row.arm === arm) ?? NOBODY;
  return { current: of('current'), candidate: of('candidate') };
}

const SILENT_MS = 30 * 60_000;

/** How many conversations the AI had in the last 30 days, and how many of them it resolved. */
export function countResolved(db: Queryable, now: Date): Promise<{ conversations: number; resolved: number }> {
  return selectOne(
    db,
    z.object({ conversations: z.number(), resolved: z.number() }),
    'count',
    `SELECT count(*)::int AS conversations, count(*) FILTER (WHERE c.escalated_at IS NULL)::int AS resolved
     FROM ai.conversations c WHERE c.created_at >= $1
       AND EXISTS (SELECT 1 FROM ai.traces t WHERE t.conversation_id = c.id AND t.outcome <> 'dropped')`,
    [new Date(now.getTime() - 30 * 86_400_000)],
  );
}
