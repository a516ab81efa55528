import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createServerDatabase, serverMissing } from './server-database.ts';

const missing = await serverMissing();

describe.skipIf(missing !== undefined)(
  `a database on the test server${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    it('is empty, can hold vectors, and is gone when dropped', async () => {
      const database = await createServerDatabase();
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      await client.query('CREATE EXTENSION vector');
      const distance = await client.query(`SELECT '[1,0]'::vector <=> '[0,1]'::vector AS distance`);
      await client.end();
      await database.drop();

      expect(distance.rows).toEqual([{ distance: 1 }]);
      await expect(new pg.Client({ connectionString: database.url }).connect()).rejects.toThrow('does not exist');
    });

    it('is one of many: two have nothing in common', async () => {
      const databases = await Promise.all([createServerDatabase(), createServerDatabase()]);
      expect(new Set(databases.map((database) => database.url)).size).toBe(2);
      await Promise.all(databases.map((database) => database.drop()));
    });
  },
);
