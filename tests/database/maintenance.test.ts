import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMaintenance } from '../../src-server/database/maintenance.ts';
import { openTestDatabase, type TestDatabase } from '../support/embedded.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.stop());

it('clears dead rows and old events away, and keeps the recent ones', async () => {
  await db.query(
    `INSERT INTO support.events (type, created_at)
     VALUES ('analytics.refreshed', now() - interval '15 days'), ('analytics.refreshed', now() - interval '13 days')`,
  );
  await db.query(`INSERT INTO support.settings (key, value) SELECT 'k' || n, '1' FROM generate_series(1, 2000) AS n`);
  const sizeOf = async () =>
    Number((await db.query(`SELECT pg_relation_size('support.settings') AS size`)).rows[0]?.size);
  const full = await sizeOf();
  await db.query(`DELETE FROM support.settings WHERE key LIKE 'k%'`);
  await createMaintenance(db)();
  expect(await sizeOf()).toBeLessThan(full);
  expect((await db.query('SELECT 1 FROM support.events')).rowCount).toBe(1);
});
