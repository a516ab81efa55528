import { z } from 'zod';
import { type Import, ImportStatus } from '../../contract/imports.ts';
import { ArticleCategory } from '../../contract/knowledge.ts';
import { countColumn, timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../../database/database.ts';

const ImportRow = z.object({
  id: z.string(),
  status: ImportStatus,
  defaultCategory: ArticleCategory.nullable(),
  reason: z.string().nullable(),
  createdAt: timestampColumn,
  createdById: z.string().nullable(),
  createdByName: z.string().nullable(),
  finishedAt: timestampColumn.nullable(),
  fileCount: countColumn,
  withoutCategory: countColumn,
  wanted: countColumn,
  written: countColumn,
  createPlans: countColumn,
  changePlans: countColumn,
  samePlans: countColumn,
  duplicatePlans: countColumn,
  failedPlans: countColumn,
  createdCount: countColumn,
  changedCount: countColumn,
  sameCount: countColumn,
  failedCount: countColumn,
});

/** What is left alone anyway, or could not be read, is never written. */
const IS_WANTED = "i.is_included AND i.plan NOT IN ('same', 'failed')";

const SELECT = `SELECT m.id, m.status, m.default_category AS "defaultCategory", m.reason, m.created_at AS "createdAt",
    m.created_by AS "createdById", u.name AS "createdByName", m.finished_at AS "finishedAt",
    (SELECT count(*) FROM ai.kb_import_files f WHERE f.import_id = m.id) AS "fileCount", n.*
  FROM ai.kb_imports m
  LEFT JOIN identity.users u ON u.id = m.created_by
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE i.is_category_guessed) AS "withoutCategory",
      count(*) FILTER (WHERE ${IS_WANTED}) AS wanted,
      count(*) FILTER (WHERE ${IS_WANTED} AND i.outcome IS NOT NULL) AS written,
      count(*) FILTER (WHERE i.plan = 'create') AS "createPlans",
      count(*) FILTER (WHERE i.plan = 'change') AS "changePlans",
      count(*) FILTER (WHERE i.plan = 'same') AS "samePlans",
      count(*) FILTER (WHERE i.plan = 'duplicate') AS "duplicatePlans",
      count(*) FILTER (WHERE i.plan = 'failed') AS "failedPlans",
      count(*) FILTER (WHERE i.outcome = 'created') AS "createdCount",
      count(*) FILTER (WHERE i.outcome = 'changed') AS "changedCount",
      count(*) FILTER (WHERE i.outcome = 'same') AS "sameCount",
      count(*) FILTER (WHERE i.outcome = 'failed') AS "failedCount"
    FROM ai.kb_import_items i WHERE i.import_id = m.id) AS n`;

export async function getImport(db: Queryable, id: string): Promise<Import> {
  return toImport(await selectOne(db, ImportRow, 'import', `${SELECT} WHERE m.id = $1`, [id]));
}

export interface ImportPlace {
  createdAt: string;
  id: string;
}

/** Newest first. */
export async function listImports(
  db: Queryable,
  filter: { status: ImportStatus | undefined; before: ImportPlace | undefined; limit: number },
): Promise<Import[]> {
  const rows = await selectAll(
    db,
    ImportRow,
    `${SELECT} WHERE ($1::text IS NULL OR m.status = $1)
       AND ($2::timestamptz IS NULL OR (m.created_at, m.id) < ($2, $3::uuid))
     ORDER BY m.created_at DESC, m.id DESC LIMIT $4`,
    [filter.status ?? null, filter.before?.createdAt ?? null, filter.before?.id ?? null, filter.limit],
  );
  return rows.map(toImport);
}

export async function insertImport(tx: Queryable, made: { id: string; createdBy: string }, at: Date): Promise<void> {
  await tx.query('INSERT INTO ai.kb_imports (id, created_by, created_at) VALUES ($1, $2, $3)', [
    made.id,
    made.createdBy,
    at,
  ]);
}

/** Drops what nobody started, and with it the drafts that it holds. */
export async function deleteForgottenImports(tx: Queryable, before: Date): Promise<void> {
  await tx.query("DELETE FROM ai.kb_imports WHERE status = 'open' AND created_at < $1", [before]);
}

/** Holds the import until the transaction ends, so that whoever stops it waits for what is being written. */
export async function lockImport(tx: Queryable, id: string): Promise<ImportStatus> {
  const row = await selectOne(
    tx,
    z.object({ status: ImportStatus }),
    'import',
    'SELECT status FROM ai.kb_imports WHERE id = $1 FOR UPDATE',
    [id],
  );
  return row.status;
}

export async function findImportStatus(db: Queryable, id: string): Promise<ImportStatus | undefined> {
  const row = await selectFirst(
    db,
    z.object({ status: ImportStatus }),
    'SELECT status FROM ai.kb_imports WHERE id = $1',
    [id],
  );
  return row?.status;
}

export async function setImportStatus(
  tx: Queryable,
  change: { id: string; status: ImportStatus; reason?: string; finishedAt?: Date },
): Promise<void> {
  await tx.query('UPDATE ai.kb_imports SET status = $2, reason = $3, finished_at = $4 WHERE id = $1', [
    change.id,
    change.status,
    change.reason ?? null,
    change.finishedAt ?? null,
  ]);
}

export async function setDefaultCategory(tx: Queryable, id: string, category: ArticleCategory | null): Promise<void> {
  await tx.query('UPDATE ai.kb_imports SET default_category = $2 WHERE id = $1', [id, category]);
}

export async function hasFile(db: Queryable, importId: string, key: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM ai.kb_import_files WHERE import_id = $1 AND key = $2', [
    importId,
    key,
  ]);
  return rowCount > 0;
}

export async function insertFile(tx: Queryable, file: { importId: string; key: string; name: string }): Promise<void> {
  await tx.query(
    'INSERT INTO ai.kb_import_files (import_id, key, name) VALUES ($1, $2, $3) ON CONFLICT (import_id, key) DO NOTHING',
    [file.importId, file.key, file.name],
  );
}

function toImport(row: z.infer<typeof ImportRow>): Import {
  const { id, status, defaultCategory, reason, createdAt, finishedAt, fileCount, withoutCategory, wanted, written } =
    row;
  const { createdById, createdByName } = row;
  return {
    id,
    status,
    defaultCategory,
    reason,
    createdAt,
    createdBy: createdById === null || createdByName === null ? null : { id: createdById, name: createdByName },
    finishedAt,
    fileCount,
    withoutCategory,
    wanted,
    written,
    plans: {
      create: row.createPlans,
      change: row.changePlans,
      same: row.samePlans,
      duplicate: row.duplicatePlans,
      failed: row.failedPlans,
    },
    outcomes: {
      created: row.createdCount,
      changed: row.changedCount,
      same: row.sameCount,
      failed: row.failedCount,
    },
  };
}
