import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updateConversationAnalytics } from '../../src-server/analytics/conversation-analytics.store.ts';
import { newId } from '../../src-server/core/ids.ts';
import type { Transaction } from '../../src-server/database/database.ts';
import { lockConversation } from '../../src-server/desk/conversation.store.ts';
import { openTestDatabase, type TestDatabase } from '../support/embedded.ts';
import { serverMissing } from '../support/server-database.ts';

const missing = await serverMissing();

/** The embedded engine has one connection: nobody can hold a row there that another waits for. */
describe.skipIf(missing !== undefined)(`row locks on a server${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let db: TestDatabase;
  const id = newId();

  beforeAll(async () => {
    db = await openTestDatabase({ engine: 'server' });
    await db.query(`INSERT INTO ai.conversations (id, channel, user_id, thread_id) VALUES ($1, 'sms', 'x', 't')`, [id]);
  });
  afterAll(() => db?.stop());

  /** Locks the conversation as everything does that writes in it, while another transaction is open after `work`. */
  async function lockWhile(work: (tx: Transaction) => Promise<unknown>): Promise<void> {
    const begun = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const other = db.transaction(async (tx) => {
      await work(tx);
      begun.resolve();
      await done.promise;
    });
    other.catch(begun.reject);
    try {
      await begun.promise;
      await db.transaction(async (tx) => {
        await tx.query(`SET LOCAL lock_timeout = '300ms'`);
        await lockConversation(tx, id);
      });
    } finally {
      done.resolve();
      await other;
    }
  }

  it('let customers and staff write in a conversation while its figures are counted for the first time', async () => {
    await expect(lockWhile((tx) => updateConversationAnalytics(tx, new Date()))).resolves.toBeUndefined();
  });

  it('let one at a time write in a conversation', async () => {
    await expect(lockWhile((tx) => lockConversation(tx, id))).rejects.toThrow(/lock timeout/);
  });
});
