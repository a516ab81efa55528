import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../src-server/core/ids.ts';
import { listConversations } from '../../src-server/desk/conversation.store.ts';
import { listEscalations } from '../../src-server/desk/escalation.store.ts';
import { openTestDatabase, type TestDatabase } from '../support/embedded.ts';

const COUNT = 30;
let db: TestDatabase;

/** Rows as other systems write them: several in one millisecond, told apart by microseconds or not at all. */
beforeAll(async () => {
  db = await openTestDatabase();
  for (let nth = 0; nth < COUNT; nth += 1) {
    const id = newId();
    const at = `2026-01-01 10:00:00.0000${String(Math.floor(nth / 2)).padStart(2, '0')}+00`;
    await db.query(
      `INSERT INTO ai.conversations (id, channel, user_id, thread_id, last_message_at) VALUES ($1, 'sms', 'x', 't', $2)`,
      [id, at],
    );
    await db.query(
      `INSERT INTO support.escalations (id, conversation_id, reason, created_at) VALUES ($1, $2, 'complaint', $3)`,
      [newId(), id, at],
    );
  }
});
afterAll(() => db.stop());

async function readAll(
  page: (cursor: string | undefined) => Promise<{ items: { id: string }[]; nextCursor: string | null }>,
) {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, nextCursor } = await page(cursor);
    ids.push(...items.map((item) => item.id));
    if (nextCursor === null) return ids;
    cursor = nextCursor;
  }
}

it('shows every conversation once over all pages', async () => {
  const ids = await readAll((cursor) => listConversations(db, { view: 'all', viewerId: newId(), cursor, limit: 7 }));
  expect(ids).toHaveLength(COUNT);
  expect(new Set(ids).size).toBe(COUNT);
});

it('shows every escalation once over all pages', async () => {
  const ids = await readAll((cursor) => listEscalations(db, { status: 'open', cursor, limit: 7 }));
  expect(ids).toHaveLength(COUNT);
  expect(new Set(ids).size).toBe(COUNT);
});
