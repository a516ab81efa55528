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
    page: Notice.shape.page,
    created_at: timestampColumn,
  })
  .transform(
    ({ id, level, title, content, page, created_at }): Notice => ({
      id,
      level,
      title,
      text: content,
      page,
      at: created_at,
    }),
  );

/** Puts a notice up; one with the same id that is up already is left as it is. */
export async function insertNotice(
  tx: Queryable,
  notice: { id: string; level: Notice['level']; title: string; text: string; page?: Notice['page']; at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO support.notices (id, level, title, content, page, created_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [notice.id, notice.level, notice.title, notice.text, notice.page ?? null, notice.at],
  );
}

/** The notices that nobody has put away, newest first. */
export function listNotices(db: Queryable): Promise<Notice[]> {
  return selectAll(
    db,
    NoticeRow,
    `SELECT id, level, title, content, page, created_at FROM support.notices
     WHERE dismissed_at IS NULL ORDER BY created_at DESC, id LIMIT 20`,
  );
}

export async function dismissNotice(tx: Queryable, id: string, userId: string, at: Date): Promise<void> {
  await tx.query(
    'UPDATE support.notices SET dismissed_at = $2, dismissed_by = $3 WHERE id = $1 AND dismissed_at IS NULL',
    [id, at, userId],
  );
}
