import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/embedded.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.stop());

test('a throwaway database has the whole schema', async () => {
  const { rows } = await db.query(
    `SELECT to_regclass('ai.messages') AS messages, to_regclass('support.events') AS events`,
  );
  expect(rows).toEqual([{ messages: 'ai.messages', events: 'support.events' }]);
});
