import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/support/embedded.ts';
import { createFixedClock } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { replaceTerms } from './term.store.ts';
import { keepStatistics, readStatistics } from './term-statistics.ts';

let db: TestDatabase;
const clock = createFixedClock('2026-11-28T10:00:00Z');

beforeEach(async () => {
  db = await openTestDatabase();
});
afterEach(() => db.stop());

/** Chunks that all have this one word. */
async function addChunks(count: number, term: string): Promise<void> {
  const ids = Array.from({ length: count }, newId);
  await db.query(
    "INSERT INTO ai.kb_chunks (id, title, text, category) SELECT id, 'A', 'B', 'faq' FROM unnest($1::uuid[]) AS r(id)",
    [ids],
  );
  const terms = [{ term, titleCount: 0, textCount: 1 }];
  await replaceTerms(
    db,
    [],
    ids.map((chunkId) => ({ chunkId, terms, titleLength: 1, textLength: 1 })),
  );
}

it('counts rare words anew each time, so that a new article counts at once', async () => {
  const statistics = keepStatistics({ db, clock });
  await addChunks(1, 'pizza');
  expect(await statistics.countChunksWith(['pizza', 'boat'])).toEqual(new Map([['pizza', 1]]));
  await addChunks(1, 'boat');
  expect(await statistics.countChunksWith(['pizza', 'boat'])).toEqual(
    new Map([
      ['pizza', 1],
      ['boat', 1],
    ]),
  );
});

it('keeps the counts of frequent words for minutes', async () => {
  const statistics = keepStatistics({ db, clock });
  await addChunks(120, 'deposit');
  const counted = new Map([['deposit', 120]]);
  expect(await statistics.countChunksWith(['deposit'])).toEqual(counted);
  await addChunks(1, 'deposit');
  expect(await statistics.countChunksWith(['deposit'])).toEqual(counted);
  expect(await readStatistics(db).countChunksWith(['deposit'])).toEqual(new Map([['deposit', 121]]));
  clock.advanceMs(5 * 60_000);
  expect(await statistics.countChunksWith(['deposit'])).toEqual(new Map([['deposit', 121]]));
});

it('keeps the totals for half a minute', async () => {
  const statistics = keepStatistics({ db, clock });
  await addChunks(2, 'deposit');
  expect(await statistics.readTotals()).toMatchObject({ chunkCount: 2 });
  await addChunks(1, 'deposit');
  expect(await statistics.readTotals()).toMatchObject({ chunkCount: 2 });
  clock.advanceMs(30_000);
  expect(await statistics.readTotals()).toMatchObject({ chunkCount: 3 });
});
