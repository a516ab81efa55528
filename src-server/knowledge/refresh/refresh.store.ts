import { z } from 'zod';
import { Refresh, RefreshReport, RefreshStep } from '../../contract/refreshes.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../../database/database.ts';

const RefreshRow = z
  .object({
    id: z.string(),
    reason: Refresh.shape.reason,
    requested_by: z.string().nullable(),
    requested_by_name: z.string().nullable(),
    status: Refresh.shape.status,
    step: RefreshStep.nullable(),
    report: RefreshReport,
    problem: z.string().nullable(),
    requested_at: timestampColumn,
    started_at: timestampColumn.nullable(),
    finished_at: timestampColumn.nullable(),
    order_key: z.string(),
  })
  .transform((row): Refresh & { orderKey: string } => ({
    id: row.id,
    reason: row.reason,
    requestedBy:
      row.requested_by === null || row.requested_by_name === null
        ? null
        : { id: row.requested_by, name: row.requested_by_name },
    status: row.status,
    step: row.step,
    report: row.report,
    problem: row.problem,
    requestedAt: row.requested_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    orderKey: row.order_key,
  }));

const SELECT = `SELECT r.id, r.reason, r.requested_by, u.name AS requested_by_name, r.status, r.step, r.report, r.problem,
    r.requested_at, r.started_at, r.finished_at, r.requested_at::text AS order_key
  FROM ai.kb_refreshes r LEFT JOIN identity.users u ON u.id = r.requested_by`;

export async function getRefresh(db: Queryable, id: string): Promise<Refresh> {
  const { orderKey: _, ...refresh } = await selectOne(db, RefreshRow, 'refresh', `${SELECT} WHERE r.id = $1`, [id]);
  return refresh;
}

export interface RefreshPlace {
  requestedAt: string;
  id: string;
}

/** Newest first. `orderKey` is the time with all its digits, which a JavaScript date would cut off. */
export function listRefreshRows(
  db: Queryable,
  after: RefreshPlace | undefined,
  limit: number,
): Promise<z.output<typeof RefreshRow>[]> {
  return selectAll(
    db,
    RefreshRow,
    `${SELECT} WHERE $1::timestamptz IS NULL OR (r.requested_at, r.id) < ($1::timestamptz, $2::uuid)
     ORDER BY r.requested_at DESC, r.id DESC LIMIT $3`,
    [after?.requestedAt ?? null, after?.id ?? null, limit],
  );
}

const Identified = z.object({ id: z.string() });

/** The refresh that waits or runs, if there is one. */
export async function findUnfinished(db: Queryable): Promise<string | undefined> {
  const row = await selectFirst(
    db,
    Identified,
    "SELECT id FROM ai.kb_refreshes WHERE status IN ('waiting', 'running') ORDER BY requested_at DESC LIMIT 1",
  );
  return row?.id;
}

export interface NewRefresh {
  id: string;
  reason: Refresh['reason'];
  requestedBy: string | null;
  at: Date;
}

export async function insertRefresh(tx: Queryable, { id, reason, requestedBy, at }: NewRefresh): Promise<void> {
  await tx.query('INSERT INTO ai.kb_refreshes (id, reason, requested_by, requested_at) VALUES ($1, $2, $3, $4)', [
    id,
    reason,
    requestedBy,
    at,
  ]);
}

const Progress = z.object({ step: RefreshStep.nullable(), place: z.string().nullable() });
export type Progress = z.infer<typeof Progress>;

/** Begins a refresh or takes an interrupted one up again; undefined when it is over. */
export function beginRefresh(tx: Queryable, id: string, at: Date): Promise<Progress | undefined> {
  return selectFirst(
    tx,
    Progress,
    `UPDATE ai.kb_refreshes SET status = 'running', started_at = coalesce(started_at, $2)
     WHERE id = $1 AND status IN ('waiting', 'running') RETURNING step, place`,
    [id, at],
  );
}

/** Remembers how far the refresh has come, in the transaction of what it did. */
export async function saveProgress(tx: Queryable, id: string, progress: Progress): Promise<void> {
  await tx.query('UPDATE ai.kb_refreshes SET step = $2, place = $3 WHERE id = $1', [id, progress.step, progress.place]);
}

const LEFT_OUT_SHOWN = 50;

/** Adds to the report, in the transaction of what it tells, so that nothing is counted twice after an interruption. */
export async function addToReport(tx: Queryable, id: string, news: Partial<RefreshReport>): Promise<void> {
  const { report } = await selectOne(
    tx,
    z.object({ report: RefreshReport }),
    'refresh',
    'SELECT report FROM ai.kb_refreshes WHERE id = $1 FOR UPDATE',
    [id],
  );
  await tx.query('UPDATE ai.kb_refreshes SET report = $2::jsonb WHERE id = $1', [
    id,
    JSON.stringify(sumReports(report, RefreshReport.parse(news))),
  ]);
}

function sumReports(before: RefreshReport, news: RefreshReport): RefreshReport {
  return {
    embedded: before.embedded + news.embedded,
    indexed: before.indexed + news.indexed,
    examplesAdded: before.examplesAdded + news.examplesAdded,
    examplesChanged: before.examplesChanged + news.examplesChanged,
    examplesRetired: before.examplesRetired + news.examplesRetired,
    waysLearned: before.waysLearned + news.waysLearned,
    waysRemoved: before.waysRemoved + news.waysRemoved,
    chunksRetired: before.chunksRetired + news.chunksRetired,
    termsRemoved: before.termsRemoved + news.termsRemoved,
    leftOutCount: before.leftOutCount + news.leftOut.length,
    leftOut: [...before.leftOut, ...news.leftOut].slice(0, LEFT_OUT_SHOWN),
    // Made in one piece, so a second one after an interruption takes its place.
    indexCheck: news.indexCheck.length > 0 ? news.indexCheck : before.indexCheck,
  };
}

export async function finishRefresh(tx: Queryable, id: string, at: Date): Promise<void> {
  await tx.query(
    "UPDATE ai.kb_refreshes SET status = 'done', step = NULL, place = NULL, finished_at = $2 WHERE id = $1",
    [id, at],
  );
}

/** Ends a refresh that failed for good; what it had done stays, as each step is complete in itself. */
export async function failRefresh(tx: Queryable, id: string, problem: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE ai.kb_refreshes SET status = 'failed', problem = $2, finished_at = $3
     WHERE id = $1 AND status IN ('waiting', 'running')`,
    [id, problem, at],
  );
}
