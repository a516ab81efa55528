import { systemClock } from '../../src-server/core/clock.ts';
import { createLog } from '../../src-server/core/log.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { vectorText } from '../../src-server/database/vector.ts';

/**
 * A program to be killed: opens the embedded database of a folder, prints `ready`, and then writes for ever.
 * After each commit it prints `ack <number>`; whatever was printed must be there afterwards.
 */
const [dataDir, migrationsDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('Usage: load-child.ts DATA_DIR [MIGRATIONS_DIR]');

const db = await openDatabase(
  { dataDir, ...(migrationsDir === undefined ? {} : { migrationsDir }) },
  { log: createLog({ level: 'warn' }), clock: systemClock },
);
await db.transaction(async (tx) => {
  await tx.query('CREATE SCHEMA IF NOT EXISTS crash');
  await tx.query(
    `CREATE TABLE IF NOT EXISTS crash.halves (number int, half int, text text, vector vector(8), PRIMARY KEY (number, half))`,
  );
  await tx.query('CREATE INDEX IF NOT EXISTS halves_text ON crash.halves (text)');
  await tx.query('CREATE INDEX IF NOT EXISTS halves_vector ON crash.halves USING hnsw (vector vector_cosine_ops)');
  await tx.query('CREATE TABLE IF NOT EXISTS crash.total (id int PRIMARY KEY, number int NOT NULL)');
  await tx.query('INSERT INTO crash.total VALUES (1, 0) ON CONFLICT DO NOTHING');
});
const before = await db.query('SELECT coalesce(max(number), 0) AS number FROM crash.halves');
console.log('ready');

process.on('SIGTERM', async () => {
  await db.stop();
  process.exit(0);
});

for (let number = Number(before.rows[0]?.number) + 1; ; number++) {
  await db.transaction(async (tx) => {
    for (const half of [1, 2]) {
      const vector = vectorText(Array.from({ length: 8 }, () => Math.random()));
      await tx.query('INSERT INTO crash.halves VALUES ($1, $2, $3, $4)', [
        number,
        half,
        `${number}`.repeat(20),
        vector,
      ]);
    }
    await tx.query('UPDATE crash.total SET number = $1', [number]);
    tx.emit({ type: 'system.notice', subjectId: String(number) });
  });
  console.log(`ack ${number}`);
  if (Math.random() < 0.02) await db.query('CHECKPOINT');
  if (Math.random() < 0.005) await db.backup();
}
