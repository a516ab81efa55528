import type { PGlite } from '@electric-sql/pglite';

/** Rows by `schema.table`. */
export type RowCounts = Record<string, number>;

/**
 * Counts the rows of every table by reading them all, which also shows that all of them can be read.
 * The vector index and partitions are no tables of their own here.
 */
export async function countRows(db: PGlite): Promise<RowCounts> {
  const tables = await db.query<{ schema: string; name: string; quoted: string }>(
    `SELECT n.nspname AS schema, c.relname AS name, format('%I.%I', n.nspname, c.relname) AS quoted
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      ORDER BY 1, 2`,
  );
  const counts: RowCounts = {};
  for (const table of tables.rows) {
    const counted = await db.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table.quoted}`);
    counts[`${table.schema}.${table.name}`] = counted.rows[0]?.rows ?? 0;
  }
  return counts;
}
