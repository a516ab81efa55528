import { z } from 'zod';
import {
  TrainerName,
  TrainingJob,
  TrainingJobEvent,
  TrainingJobState,
  TrainingSettings,
} from '../../contract/training-jobs.ts';
import { timestampColumn } from '../../database/columns.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../../database/database.ts';

const Remote = z.record(z.string(), z.string());

const JobRow = z.object({
  id: z.string(),
  trainer: TrainerName,
  state: TrainingJobState,
  settings: TrainingSettings,
  remote: Remote,
  progress: TrainingJob.shape.progress,
  problem: z.string().nullable(),
  datasetId: z.string(),
  datasetName: z.string(),
  datasetVersion: z.number(),
  path: z.string(),
  versionId: z.string().nullable(),
  versionNumber: z.number().nullable(),
  createdById: z.string().nullable(),
  createdByName: z.string().nullable(),
  createdAt: timestampColumn,
  startedAt: timestampColumn.nullable(),
  finishedAt: timestampColumn.nullable(),
});
export type JobRow = z.infer<typeof JobRow>;

const COLUMNS = `j.id, j.trainer, j.state, j.settings, j.remote, nullif(j.progress, '{}') AS progress, j.problem, d.id AS "datasetId",
  d.name AS "datasetName", d.version AS "datasetVersion", d.path, v.id AS "versionId", v.number AS "versionNumber",
  u.id AS "createdById", u.name AS "createdByName", j.created_at AS "createdAt", j.started_at AS "startedAt",
  j.finished_at AS "finishedAt"`;
const TABLES = `ai.training_jobs j JOIN ai.datasets d ON d.id = j.dataset_id
  LEFT JOIN ai.model_versions v ON v.job_id = j.id LEFT JOIN identity.users u ON u.id = j.created_by`;

export function getJob(db: Queryable, id: string): Promise<JobRow> {
  return selectOne(db, JobRow, 'training job', `SELECT ${COLUMNS} FROM ${TABLES} WHERE j.id = $1`, [id]);
}

/** The same, held until the transaction ends, so that of a cancel and an end the second sees the first. */
export function lockJob(tx: Queryable, id: string): Promise<JobRow> {
  const text = `SELECT ${COLUMNS} FROM ${TABLES} WHERE j.id = $1 FOR UPDATE OF j`;
  return selectOne(tx, JobRow, 'training job', text, [id]);
}

/** All trainings on these datasets, oldest first. */
export function listJobsOn(db: Queryable, datasetIds: readonly string[]): Promise<JobRow[]> {
  const text = `SELECT ${COLUMNS} FROM ${TABLES} WHERE j.dataset_id = ANY ($1::uuid[]) ORDER BY j.created_at, j.id`;
  return selectAll(db, JobRow, text, [datasetIds]);
}

export function findJobByKey(db: Queryable, clientKey: string): Promise<JobRow | undefined> {
  return selectFirst(db, JobRow, `SELECT ${COLUMNS} FROM ${TABLES} WHERE j.client_key = $1`, [clientKey]);
}

const Place = z.object({ at: z.iso.datetime({ offset: true }), id: z.uuid() });

/** Newest first. */
export async function listJobs(
  db: Queryable,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: TrainingJob[]; nextCursor: string | null }> {
  const after = page.cursor === undefined ? undefined : decodeCursor(Place, page.cursor);
  const rows = await selectAll(
    db,
    JobRow.extend({ place: z.string() }),
    `SELECT ${COLUMNS}, to_char(j.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place FROM ${TABLES}
     WHERE $1::timestamptz IS NULL OR (j.created_at, j.id) < ($1, $2::uuid)
     ORDER BY j.created_at DESC, j.id DESC LIMIT $3`,
    [after?.at ?? null, after?.id ?? null, page.limit + 1],
  );
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(toTrainingJob),
    nextCursor: last === undefined ? null : encodeCursor({ at: last.place, id: last.id }),
  };
}

export function listJobEvents(db: Queryable, jobId: string): Promise<TrainingJobEvent[]> {
  return selectAll(
    db,
    TrainingJobEvent.extend({ at: timestampColumn }),
    'SELECT event_key AS key, at, message, metrics FROM ai.training_job_events WHERE job_id = $1 ORDER BY at, event_key LIMIT 500',
    [jobId],
  );
}

/** Adds a job unless there is one with its key. Returns whether it was added. */
export async function insertJob(
  tx: Queryable,
  job: {
    id: string;
    clientKey: string;
    datasetId: string;
    trainer: TrainerName;
    settings: TrainingSettings;
    createdBy: string | null;
    at: Date;
  },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO ai.training_jobs (id, client_key, dataset_id, trainer, state, settings, created_by, created_at)
     VALUES ($1, $2, $3, $4, 'queued', $5::jsonb, $6, $7) ON CONFLICT (client_key) DO NOTHING`,
    [job.id, job.clientKey, job.datasetId, job.trainer, JSON.stringify(job.settings), job.createdBy, job.at],
  );
  return rowCount > 0;
}

/** Writes a new state. `problem` is why it failed. */
export async function setJobState(
  tx: Queryable,
  id: string,
  state: TrainingJobState,
  { at, problem = null }: { at: Date; problem?: string | null },
): Promise<void> {
  await tx.query(
    `UPDATE ai.training_jobs SET state = $2, problem = $4, progress = '{}',
       started_at = coalesce(started_at, CASE WHEN $2 <> 'queued' THEN $3::timestamptz END),
       finished_at = CASE WHEN $2 IN ('succeeded', 'failed', 'cancelled') THEN $3::timestamptz END WHERE id = $1`,
    [id, state, at, problem],
  );
}

export async function setProgress(db: Queryable, id: string, progress: { step: string; share: number }): Promise<void> {
  await db.query(`UPDATE ai.training_jobs SET progress = $2::jsonb WHERE id = $1 AND state = 'running'`, [
    id,
    JSON.stringify(progress),
  ]);
}

export async function addRemote(db: Queryable, id: string, remote: Record<string, string>): Promise<void> {
  await db.query('UPDATE ai.training_jobs SET remote = remote || $2::jsonb WHERE id = $1', [
    id,
    JSON.stringify(remote),
  ]);
}

/** Keeps what is told, once for each key. Returns whether it is new. */
export async function addJobEvent(
  db: Queryable,
  event: { jobId: string; key: string; at: Date; message: string; metrics: Record<string, number> | undefined },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO ai.training_job_events (job_id, event_key, at, message, metrics) VALUES ($1, $2, $3, $4, $5::jsonb)
     ON CONFLICT DO NOTHING`,
    [
      event.jobId,
      event.key,
      event.at,
      event.message,
      event.metrics === undefined ? null : JSON.stringify(event.metrics),
    ],
  );
  return rowCount > 0;
}

export function toTrainingJob(row: JobRow): TrainingJob {
  const { progress, createdById, createdByName, versionId, versionNumber } = row;
  return {
    id: row.id,
    trainer: row.trainer,
    state: row.state,
    settings: row.settings,
    dataset: { id: row.datasetId, name: row.datasetName, version: row.datasetVersion },
    progress,
    problem: row.problem,
    version: versionId === null || versionNumber === null ? null : { id: versionId, number: versionNumber },
    createdBy: createdById === null || createdByName === null ? null : { id: createdById, name: createdByName },
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
  };
}
