import { z } from 'zod';
import type { Note } from '../contract/conversations.ts';
import { timestampColumn } from '../database/columns.ts';
import { type Queryable, selectAll } from '../database/database.ts';

const NoteRow = z
  .object({
    id: z.string(),
    author_id: z.string(),
    author_name: z.string(),
    content: z.string(),
    created_at: timestampColumn,
  })
  .transform(
    (row): Note => ({
      id: row.id,
      author: { id: row.author_id, name: row.author_name },
      content: row.content,
      createdAt: row.created_at,
    }),
  );

export interface NewNote {
  id: string;
  conversationId: string;
  authorId: string;
  content: string;
  at: Date;
}

export async function insertNote(tx: Queryable, note: NewNote): Promise<void> {
  await tx.query(
    `INSERT INTO support.notes (id, conversation_id, author_id, content, created_at) VALUES ($1, $2, $3, $4, $5)`,
    [note.id, note.conversationId, note.authorId, note.content, note.at],
  );
}

export function listNotes(db: Queryable, conversationId: string): Promise<Note[]> {
  return selectAll(
    db,
    NoteRow,
    `SELECT n.id, n.author_id, u.name AS author_name, n.content, n.created_at
     FROM support.notes n JOIN identity.users u ON u.id = n.author_id
     WHERE n.conversation_id = $1 ORDER BY n.created_at, n.id`,
    [conversationId],
  );
}
