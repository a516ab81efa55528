import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plannedOnce } from '../../src-server/database/planned-once.ts';
import { openTestDatabase, type TestDatabase } from '../support/embedded.ts';
import { serverMissing } from '../support/server-database.ts';

const missing = await serverMissing();
const NEWEST = plannedOnce('newest-kept-thing', 'SELECT kept FROM kept_things WHERE id = $1');

describe.each(['embedded', 'server'] as const)('on the %s database', (engine) => {
  describe.skipIf(engine === 'server' && missing !== undefined)(`plannedOnce${missing ? ` (${missing})` : ''}`, () => {
    let db: TestDatabase;
    beforeAll(async () => {
      db = await openTestDatabase({ engine });
      await db.query('CREATE TABLE kept_things (id int PRIMARY KEY, kept int)');
      await db.query('INSERT INTO kept_things VALUES (1, 41), (2, 42)');
    }, 120_000);
    afterAll(() => db.stop());

    it('keeps the plan in the connection of a server, and answers as without', async () => {
      for (const id of [1, 2]) expect((await db.query(NEWEST, [id])).rows).toEqual([{ kept: 40 + id }]);
      const { rows } = await db.query(`SELECT name FROM pg_prepared_statements WHERE name <> ''`);
      expect(rows).toEqual(engine === 'server' ? [{ name: 'newest-kept-thing' }] : []);
    });

    it('plans it anew after the table has changed under it', async () => {
      await db.query('ALTER TABLE kept_things ALTER kept TYPE text');
      // On a server the connection with the old plan is given up, and costs one answer.
      const first = await db.query(NEWEST, [1]).catch(() => 'refused');
      expect(first === 'refused').toBe(engine === 'server');
      expect((await db.query(NEWEST, [1])).rows).toEqual([{ kept: '41' }]);
    });
  });
});
