import { z } from 'zod';
import { AutomationPlan, AutomationRun, AutomationState, AutomationStep } from '../../contract/automation.ts';
import { timestampColumn } from '../../database/columns.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../../database/database.ts';

const RunRow = z.object({
  id: z.string(),
  cause: AutomationRun.shape.cause,
  state: AutomationState,
  step: AutomationStep,
  attempt: z.number(),
  plan: AutomationPlan,
  buildId: z.string().nullable(),
  datasetVersion: z.number().nullable(),
  jobId: z.string().nullable(),
  versionId: z.string().nullable(),
  versionNumber: z.number().nullable(),
  replayId: z.string().nullable(),
  experimentId: z.string().nullable(),
  why: z.string().nullable(),
  startedById: z.string().nullable(),
  startedByName: z.string().nullable(),
  decidedById: z.string().nullable(),
  decidedByName: z.string().nullable(),
  startedAt: z.date(),
  createdAt: timestampColumn,
  finishedAt: timestampColumn.nullable(),
});
export type RunRow = z.infer<typeof RunRow>;

const COLUMNS = `r.id, r.cause, r.state, r.step, r.attempt, r.plan, r.build_id AS "buildId", d.version AS "datasetVersion",
    r.job_id AS "jobId", r.version_id AS "versionId", v.number AS "versionNumber", r.replay_id AS "replayId",
    r.experiment_id AS "experimentId", r.why, s.id AS "startedById", s.name AS "startedByName",
    u.id AS "decidedById", u.name AS "decidedByName", r.created_at AS "startedAt", r.created_at AS "createdAt",
    r.finished_at AS "finishedAt"`;
const TABLES = `ai.automation_runs r LEFT JOIN ai.datasets d ON d.id = r.build_id
    LEFT JOIN ai.model_versions v ON v.id = r.version_id LEFT JOIN identity.users s ON s.id = r.started_by
    LEFT JOIN identity.users u ON u.id = r.decided_by`;
const SELECT = `SELECT ${COLUMNS} FROM ${TABLES}`;

export function getRun(db: Queryable, id: string): Promise<RunRow> {
  return selectOne(db, RunRow, 'automation run', `${SELECT} WHERE r.id = $1`, [id]);
}

/** The same, held until the transaction ends. */
export function lockRun(tx: Queryable, id: string): Promise<RunRow> {
  return selectOne(tx, RunRow, 'automation run', `${SELECT} WHERE r.id = $1 FOR UPDATE OF r`, [id]);
}

/** The one that has not ended; there is one at most. */
export function findOpenRun(db: Queryable): Promise<RunRow | undefined> {
  return selectFirst(db, RunRow, `${SELECT} WHERE r.state IN ('running', 'failed', 'proposed')`);
}

export function findLastRun(db: Queryable): Promise<RunRow | undefined> {
  return selectFirst(db, RunRow, `${SELECT} ORDER BY r.created_at DESC, r.id DESC LIMIT 1`);
}

const Place = z.object({ at: z.iso.datetime({ offset: true }), id: z.uuid() });

/** Newest first. */
export async function listRuns(
  db: Queryable,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: AutomationRun[]; nextCursor: string | null }> {
  const after = page.cursor === undefined ? undefined : decodeCursor(Place, page.cursor);
  const rows = await selectAll(
    db,
    RunRow.extend({ place: z.string() }),
    `SELECT ${COLUMNS}, to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place FROM ${TABLES}
     WHERE $1::timestamptz IS NULL OR (r.created_at, r.id) < ($1, $2::uuid)
     ORDER BY r.created_at DESC, r.id DESC LIMIT $3`,
    [after?.at ?? null, after?.id ?? null, page.limit + 1],
  );
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(toAutomationRun),
    nextCursor: last === undefined ? null : encodeCursor({ at: last.place, id: last.id }),
  };
}

/** Adds a run unless one is open. Returns whether it was added. */
export async function insertRun(
  tx: Queryable,
  run: { id: string; cause: RunRow['cause']; plan: AutomationPlan; startedBy: string | null; at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO ai.automation_runs (id, cause, state, step, plan, started_by, created_at)
     VALUES ($1, $2, 'running', 'dataset', $3::jsonb, $4, $5) ON CONFLICT DO NOTHING`,
    [run.id, run.cause, JSON.stringify(run.plan), run.startedBy, run.at],
  );
  return rowCount > 0;
}

/** What the steps have made. */
export type Made = Partial<Pick<RunRow, 'buildId' | 'jobId' | 'versionId' | 'replayId' | 'experimentId'>>;

/** Writes down what a step has made, and which one comes next, where the run still goes on. */
export async function saveStep(tx: Queryable, id: string, step: AutomationStep, made: Made): Promise<void> {
  await tx.query(
    `UPDATE ai.automation_runs SET step = $2, build_id = coalesce($3, build_id), job_id = coalesce($4, job_id),
       version_id = coalesce($5, version_id), replay_id = coalesce($6, replay_id),
       experiment_id = coalesce($7, experiment_id) WHERE id = $1 AND state = 'running'`,
    [
      id,
      step,
      made.buildId ?? null,
      made.jobId ?? null,
      made.versionId ?? null,
      made.replayId ?? null,
      made.experimentId ?? null,
    ],
  );
}

export async function setRunState(
  tx: Queryable,
  id: string,
  state: AutomationState,
  change: { at: Date; why?: string | null; by?: string | null },
): Promise<void> {
  await tx.query(
    `UPDATE ai.automation_runs SET state = $2, why = $4, decided_by = coalesce($5, decided_by),
       finished_at = CASE WHEN $2 NOT IN ('running', 'failed', 'proposed') THEN $3::timestamptz END WHERE id = $1`,
    [id, state, change.at, change.why ?? null, change.by ?? null],
  );
}

/** Has the step begin anew, under other keys. */
export async function countAttempt(tx: Queryable, id: string): Promise<void> {
  await tx.query('UPDATE ai.automation_runs SET attempt = attempt + 1 WHERE id = $1', [id]);
}

export function toAutomationRun(row: RunRow): AutomationRun {
  const { buildId, datasetVersion, versionId, versionNumber } = row;
  const person = (id: string | null, name: string | null) => (id === null || name === null ? null : { id, name });
  return {
    id: row.id,
    cause: row.cause,
    state: row.state,
    step: row.step,
    plan: row.plan,
    dataset: buildId === null || datasetVersion === null ? null : { id: buildId, version: datasetVersion },
    buildId,
    jobId: row.jobId,
    version: versionId === null || versionNumber === null ? null : { id: versionId, number: versionNumber },
    replayId: row.replayId,
    experimentId: row.experimentId,
    why: row.why,
    startedBy: person(row.startedById, row.startedByName),
    decidedBy: person(row.decidedById, row.decidedByName),
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}
