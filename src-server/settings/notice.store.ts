import { z } from 'zod';
import { Notice } from '../contract/system.ts';
import { timestampColumn } from '../database/columns.ts';
import { type Queryable, selectAll } from '../database/database.ts';

const NoticeRow = z
  .object({
    id: z.string(),
    level: Notice.shape.level,
    title: z.string(),
    content: z.string(),
    created_at: timestampColumn,
  })
  .transform(
    (row): Notice => ({ id: row.id, level: row.level, title: row.title, text: row.content, at: row.created_at }),
  );

/** Puts a notice up; one with the same id that is up already is left as it is. */
export async function insertNotice(
  tx: Queryable,
  notice: { id: string; level: Notice['level']; title: string; text: string; at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO support.notices (id, level, title, content, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [notice.id, notice.level, notice.title, notice.text, notice.at],
  );
}

/** The notices that nobody has put away, newest first. */
export function listNotices(db: Queryable): Promise<Notice[]> {
  return selectAll(
    db,
    NoticeRow,
    `SELECT id, level, title, content, created_at FROM support.notices
     WHERE dismissed_at IS NULL ORDER BY created_at DESC, id LIMIT 20`,
  );
}

export async function dismissNotice(tx: Queryable, id: string, userId: string, at: Date): Promise<void> {
  await tx.query(
    'UPDATE support.notices SET dismissed_at = $2, dismissed_by = $3 WHERE id = $1 AND dismissed_at IS NULL',
    [id, at, userId],
  );
}
