import { z } from 'zod';
import { Deployment } from '../../contract/model-versions.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst } from '../../database/database.ts';

const named = (id: string | null, number: number | null) => (id === null || number === null ? null : { id, number });

const DeploymentRow = z
  .object({
    id: z.string(),
    versionId: z.string().nullable(),
    versionNumber: z.number().nullable(),
    previousId: z.string().nullable(),
    previousNumber: z.number().nullable(),
    cause: Deployment.shape.cause,
    override: z.string().nullable(),
    byId: z.string().nullable(),
    byName: z.string().nullable(),
    at: timestampColumn,
  })
  .transform(
    (row): Deployment => ({
      id: row.id,
      version: named(row.versionId, row.versionNumber),
      previous: named(row.previousId, row.previousNumber),
      cause: row.cause,
      override: row.override,
      by: row.byId === null || row.byName === null ? null : { id: row.byId, name: row.byName },
      at: row.at,
    }),
  );

const NEWEST_FIRST = `SELECT p.id, p.version_id AS "versionId", v.number AS "versionNumber", p.previous_id AS "previousId",
    b.number AS "previousNumber", p.cause, p.override, u.id AS "byId", u.name AS "byName", p.created_at AS at
  FROM ai.deployments p LEFT JOIN ai.model_versions v ON v.id = p.version_id
    LEFT JOIN ai.model_versions b ON b.id = p.previous_id LEFT JOIN identity.users u ON u.id = p.deployed_by
  ORDER BY p.nth DESC`;

export function listDeployments(db: Queryable): Promise<Deployment[]> {
  return selectAll(db, DeploymentRow, `${NEWEST_FIRST} LIMIT 50`);
}

export function findLastDeployment(db: Queryable): Promise<Deployment | undefined> {
  return selectFirst(db, DeploymentRow, `${NEWEST_FIRST} LIMIT 1`);
}

/** Of two who deploy at once, the second sees what the first has done. Held until the transaction ends. */
export async function lockDeployments(tx: Queryable): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('deployments', 0))`);
}

export async function insertDeployment(
  tx: Queryable,
  row: {
    id: string;
    versionId: string | null;
    previousId: string | null;
    cause: Deployment['cause'];
    override: string | null;
    by: string | null;
    at: Date;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO ai.deployments (id, version_id, previous_id, cause, override, deployed_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.versionId, row.previousId, row.cause, row.override, row.by, row.at],
  );
}
