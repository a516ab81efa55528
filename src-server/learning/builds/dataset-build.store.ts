import { basename } from 'node:path';
import { z } from 'zod';
import { type DatasetBuild, DatasetBuildState, DatasetBuildStep } from '../../contract/dataset-builds.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../../database/database.ts';

const BuildRow = z.object({
  id: z.string(),
  since: z.date().nullable(),
  state: DatasetBuildState,
  step: DatasetBuildStep,
  done: z.number(),
  total: z.number(),
  problem: z.string().nullable(),
  path: z.string().nullable(),
  version: z.number().nullable(),
  createdById: z.string().nullable(),
  createdByName: z.string().nullable(),
  createdAt: timestampColumn,
  finishedAt: timestampColumn.nullable(),
});
export type BuildRow = z.infer<typeof BuildRow>;

const SELECT = `SELECT b.id, b.since, b.state, b.step, b.done, b.total, b.problem, d.path, d.version,
    b.created_by AS "createdById", u.name AS "createdByName", b.created_at AS "createdAt", b.finished_at AS "finishedAt"
  FROM ai.dataset_builds b LEFT JOIN ai.datasets d ON d.id = b.id LEFT JOIN identity.users u ON u.id = b.created_by`;

export function getBuild(db: Queryable, id: string): Promise<BuildRow> {
  return selectOne(db, BuildRow, 'dataset build', `${SELECT} WHERE b.id = $1`, [id]);
}

/** The same, held until the transaction ends, so that of a cancel and an end the second sees the first. */
export function lockBuild(tx: Queryable, id: string): Promise<BuildRow> {
  return selectOne(tx, BuildRow, 'dataset build', `${SELECT} WHERE b.id = $1 FOR UPDATE OF b`, [id]);
}

export function findBuildByKey(db: Queryable, clientKey: string): Promise<BuildRow | undefined> {
  return selectFirst(db, BuildRow, `${SELECT} WHERE b.client_key = $1`, [clientKey]);
}

export function listBuilds(db: Queryable): Promise<BuildRow[]> {
  return selectAll(db, BuildRow, `${SELECT} ORDER BY b.created_at DESC, b.id DESC LIMIT 10`);
}

/** Adds a build unless there is one with its key. Returns whether it was added. */
export async function insertBuild(
  tx: Queryable,
  build: { id: string; clientKey: string; since: Date | undefined; createdBy: string | null; at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO ai.dataset_builds (id, client_key, since, state, created_by, created_at)
     VALUES ($1, $2, $3, 'queued', $4, $5) ON CONFLICT (client_key) DO NOTHING`,
    [build.id, build.clientKey, build.since ?? null, build.createdBy, build.at],
  );
  return rowCount > 0;
}

export async function setBuildState(
  tx: Queryable,
  id: string,
  state: DatasetBuildState,
  { at, problem = null }: { at: Date; problem?: string | null },
): Promise<void> {
  await tx.query(
    `UPDATE ai.dataset_builds SET state = $2, problem = $4,
       finished_at = CASE WHEN $2 IN ('done', 'failed', 'cancelled') THEN $3::timestamptz END WHERE id = $1`,
    [id, state, at, problem],
  );
}

/** Writes how far a build is. Returns false where it does not run any more. */
export async function setBuildProgress(
  db: Queryable,
  id: string,
  { step, done, total }: { step: DatasetBuildStep; done: number; total: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE ai.dataset_builds SET step = $2, done = $3, total = $4 WHERE id = $1 AND state = 'running'`,
    [id, step, done, total],
  );
  return rowCount > 0;
}

export function toDatasetBuild(row: BuildRow): DatasetBuild {
  const { id, path, version, createdById, createdByName } = row;
  return {
    id,
    state: row.state,
    step: row.step,
    done: row.done,
    total: row.total,
    problem: row.problem,
    dataset: path === null || version === null ? null : { id, fileName: basename(path), version },
    createdBy: createdById === null || createdByName === null ? null : { id: createdById, name: createdByName },
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}
