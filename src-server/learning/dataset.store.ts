import { z } from 'zod';
import { type Queryable, selectAll, selectFirst, selectOne } from '../database/database.ts';

const DatasetRow = z.object({
  id: z.string(),
  name: z.string(),
  version: z.number(),
  path: z.string(),
  exampleCount: z.number(),
  trainCount: z.number(),
  validationCount: z.number(),
  preferenceCount: z.number(),
  sha256: z.string(),
  manifest: z.record(z.string(), z.unknown()),
  createdById: z.string().nullable(),
  createdByName: z.string().nullable(),
  createdAt: z.date(),
  withdrawnAt: z.date().nullable(),
});
export type DatasetRow = z.infer<typeof DatasetRow>;

const SELECT = `SELECT d.id, d.name, d.version, d.path, d.example_count AS "exampleCount",
    d.train_count AS "trainCount", d.validation_count AS "validationCount", d.preference_count AS "preferenceCount",
    d.sha256, d.manifest,
    d.created_by AS "createdById", u.name AS "createdByName", d.created_at AS "createdAt",
    d.withdrawn_at AS "withdrawnAt"
  FROM ai.datasets d LEFT JOIN identity.users u ON u.id = d.created_by`;

export function listDatasets(db: Queryable): Promise<DatasetRow[]> {
  return selectAll(db, DatasetRow, `${SELECT} ORDER BY d.created_at DESC, d.version DESC`);
}

export function getDataset(db: Queryable, id: string): Promise<DatasetRow> {
  return selectOne(db, DatasetRow, 'dataset', `${SELECT} WHERE d.id = $1`, [id]);
}

/** The highest version so far. Holds off other builders of the same name until the transaction ends. */
export async function lockHighestVersion(db: Queryable, name: string): Promise<number> {
  await db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`dataset ${name}`]);
  const Row = z.object({ version: z.coerce.number() });
  const row = await selectFirst(
    db,
    Row,
    'SELECT coalesce(max(version), 0) AS version FROM ai.datasets WHERE name = $1',
    [name],
  );
  return row?.version ?? 0;
}

/** The same where there may be none. */
export function findDataset(db: Queryable, id: string): Promise<DatasetRow | undefined> {
  return selectFirst(db, DatasetRow, `${SELECT} WHERE d.id = $1`, [id]);
}

export async function insertDataset(
  db: Queryable,
  dataset: Omit<DatasetRow, 'createdByName' | 'withdrawnAt'>,
): Promise<void> {
  await db.query(
    `INSERT INTO ai.datasets (id, name, version, path, example_count, train_count, validation_count,
       preference_count, sha256, manifest, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12)`,
    [
      dataset.id,
      dataset.name,
      dataset.version,
      dataset.path,
      dataset.exampleCount,
      dataset.trainCount,
      dataset.validationCount,
      dataset.preferenceCount,
      dataset.sha256,
      JSON.stringify(dataset.manifest),
      dataset.createdById,
      dataset.createdAt,
    ],
  );
}

/** How many customers were deleted so far: whether one was while something was read. */
export async function countErasures(db: Queryable): Promise<number> {
  const Row = z.object({ count: z.coerce.number() });
  return (await selectFirst(db, Row, 'SELECT count(*) AS count FROM support.erasures'))?.count ?? 0;
}
