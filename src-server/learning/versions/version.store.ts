import { z } from 'zod';
import { ModelVersion, VersionReport, VersionState } from '../../contract/model-versions.ts';
import { TrainerName } from '../../contract/training-jobs.ts';
import { Tuning } from '../../contract/tuning.ts';
import { countColumn, timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../../database/database.ts';

const VersionRow = z
  .object({
    id: z.string(),
    number: z.number(),
    state: VersionState,
    trainer: TrainerName,
    chatModel: z.string().nullable(),
    tuning: Tuning,
    report: VersionReport,
    jobId: z.string(),
    datasetId: z.string(),
    datasetName: z.string(),
    datasetVersion: z.number(),
    exampleCount: z.number(),
    answerCount: countColumn,
    createdById: z.string().nullable(),
    createdByName: z.string().nullable(),
    createdAt: timestampColumn,
  })
  .transform(
    ({ jobId, datasetId, datasetName, datasetVersion, exampleCount, createdById, createdByName, ...version }) =>
      ModelVersion.parse({
        ...version,
        job: { id: jobId },
        dataset: { id: datasetId, name: datasetName, version: datasetVersion, exampleCount },
        createdBy: createdById === null || createdByName === null ? null : { id: createdById, name: createdByName },
      }),
  );

const SELECT = `SELECT v.id, v.number, v.state, j.trainer, v.chat_model AS "chatModel", v.tuning, v.report,
    j.id AS "jobId", d.id AS "datasetId", d.name AS "datasetName", d.version AS "datasetVersion",
    d.example_count AS "exampleCount", u.id AS "createdById", u.name AS "createdByName", v.created_at AS "createdAt",
    (SELECT count(*) FROM ai.traces t WHERE t.model_version_id = v.id) AS "answerCount"
  FROM ai.model_versions v JOIN ai.training_jobs j ON j.id = v.job_id JOIN ai.datasets d ON d.id = j.dataset_id
    LEFT JOIN identity.users u ON u.id = j.created_by`;

/** Newest first. */
export function listVersions(db: Queryable): Promise<ModelVersion[]> {
  return selectAll(db, VersionRow, `${SELECT} ORDER BY v.number DESC LIMIT 200`);
}

export function getVersion(db: Queryable, id: string): Promise<ModelVersion> {
  return selectOne(db, VersionRow, 'model version', `${SELECT} WHERE v.id = $1`, [id]);
}

export function listVersionsOfDatasets(db: Queryable, datasetIds: readonly string[]): Promise<ModelVersion[]> {
  return selectAll(db, VersionRow, `${SELECT} WHERE d.id = ANY ($1::uuid[]) ORDER BY v.number DESC`, [datasetIds]);
}

export interface NewVersion {
  id: string;
  jobId: string;
  chatModel: string | null;
  tuning: Tuning;
  report: VersionReport;
  at: Date;
}

/** Adds the version of a job; one that is there already is left as it is. Numbers have no gaps. */
export async function insertVersion(tx: Queryable, version: NewVersion): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('model versions', 0))`);
  await tx.query(
    `INSERT INTO ai.model_versions (id, number, job_id, state, chat_model, tuning, report, created_at, updated_at)
     SELECT $1, coalesce(max(number), 0) + 1, $2, 'candidate', $3, $4::jsonb, $5::jsonb, $6, $6 FROM ai.model_versions
     ON CONFLICT (job_id) DO NOTHING`,
    [
      version.id,
      version.jobId,
      version.chatModel,
      JSON.stringify(version.tuning),
      JSON.stringify(version.report),
      version.at,
    ],
  );
}

/** The state of a version, held until the transaction ends. */
export function lockVersion(tx: Queryable, id: string): Promise<{ id: string; number: number; state: VersionState }> {
  return selectOne(
    tx,
    z.object({ id: z.string(), number: z.number(), state: VersionState }),
    'model version',
    'SELECT id, number, state FROM ai.model_versions WHERE id = $1 FOR UPDATE',
    [id],
  );
}

export async function setVersionState(tx: Queryable, id: string, state: VersionState, at: Date): Promise<void> {
  await tx.query('UPDATE ai.model_versions SET state = $2, updated_at = $3 WHERE id = $1', [id, state, at]);
}

const Served = z.object({ id: z.string(), tuning: Tuning, chatModel: z.string().nullable() });

/** The version that is deployed; undefined where it is the desk as it is shipped. */
export function findDeployed(db: Queryable): Promise<z.infer<typeof Served> | undefined> {
  return selectFirst(
    db,
    Served,
    `SELECT id, tuning, chat_model AS "chatModel" FROM ai.model_versions WHERE state = 'deployed'`,
  );
}

const Named = z.object({ id: z.string(), number: z.number(), state: VersionState });

/** Which version gave an answer. */
export function findVersionOfMessage(db: Queryable, messageId: string): Promise<z.infer<typeof Named> | undefined> {
  return selectFirst(
    db,
    Named,
    `SELECT v.id, v.number, v.state FROM ai.traces t JOIN ai.model_versions v ON v.id = t.model_version_id
     WHERE t.message_id = $1 ORDER BY t.created_at DESC LIMIT 1`,
    [messageId],
  );
}
