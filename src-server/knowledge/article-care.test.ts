import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/support/embedded.ts';
import { createFixedClock } from '../core/clock.ts';
import { newId } from '../core/ids.ts';
import { silentLog } from '../core/log.ts';
import { toUnitVector } from '../models/embedder.ts';
import { getArticle, listArticles } from './read-articles.ts';
import { createReviewArticle } from './review-article.ts';
import { createSaveArticle } from './save-article.ts';

const ANA = newId();
const BEN = newId();
const clock = createFixedClock('2026-11-22T10:00:00Z');
let db: TestDatabase;
let save: ReturnType<typeof createSaveArticle>;
let review: ReturnType<typeof createReviewArticle>;
let embedded = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  const activeEmbedder = async () => ({
    model: 'counting',
    async embed(texts: readonly string[]) {
      embedded += texts.length;
      return texts.map((text) => toUnitVector([text.length, 1]));
    },
  });
  save = createSaveArticle({ db, activeEmbedder, clock, newId, log: silentLog });
  review = createReviewArticle({ db, clock });
  await db.query("INSERT INTO identity.users (id, name, role) VALUES ($1, 'Ana', 'owner'), ($2, 'Ben', 'support')", [
    ANA,
    BEN,
  ]);
});
afterAll(() => db.stop());
afterEach(async () => {
  await db.query('DELETE FROM ai.kb_articles');
  await db.query('UPDATE identity.users SET is_active = true');
});

function draft(code: string) {
  return { code, title: `About ${code}`, bodyMarkdown: 'Text.', category: 'faq' as const, tags: [], questions: [] };
}

test('an owner and a review date are kept, and changing them makes no version and embeds nothing', async () => {
  const { id } = await save.create({ ...draft('KB-001'), ownerId: ANA, reviewOn: '2027-03-01' }, ANA);
  embedded = 0;
  const changed = await save.update(
    { ...draft('KB-001'), id, expectedVersion: 1, ownerId: BEN, reviewOn: '2027-04-01' },
    ANA,
  );
  expect(changed).toMatchObject({
    version: 1,
    reviewOn: '2027-04-01',
    owner: { id: BEN, name: 'Ben', isActive: true },
  });
  expect(embedded).toBe(0);
});

test('a draft that does not speak of them leaves them as they are; null takes them away', async () => {
  const { id } = await save.create({ ...draft('KB-001'), ownerId: ANA, reviewOn: '2027-03-01' }, ANA);
  const kept = await save.update({ ...draft('KB-001'), title: 'New', id, expectedVersion: 1 }, ANA);
  expect(kept).toMatchObject({ version: 2, reviewOn: '2027-03-01', owner: { id: ANA } });
  await save.setStatus({ id, status: 'archived' }, ANA);
  expect(await getArticle(db, id)).toMatchObject({ reviewOn: '2027-03-01', owner: { id: ANA } });
  const gone = await save.update(
    { ...draft('KB-001'), title: 'New', id, expectedVersion: 2, ownerId: null, reviewOn: null },
    ANA,
  );
  expect(gone).toMatchObject({ reviewOn: null, owner: null });
});

test('an owner who has left the team stays named, and one who never was on it is refused', async () => {
  const { id } = await save.create({ ...draft('KB-001'), ownerId: BEN }, ANA);
  await db.query('UPDATE identity.users SET is_active = false WHERE id = $1', [BEN]);
  expect(await getArticle(db, id)).toMatchObject({ owner: { name: 'Ben', isActive: false } });
  await expect(save.create({ ...draft('KB-002'), ownerId: newId() }, ANA)).rejects.toMatchObject({ code: 'BAD_INPUT' });
});

test('a review says who read the article and when, and changes neither its text nor when it was changed', async () => {
  const made = await save.create({ ...draft('KB-001'), reviewOn: '2026-11-30' }, ANA);
  expect(await review.countDue()).toEqual({ count: 1 });
  clock.advanceMs(3_600_000);
  const reviewed = await review.record({ id: made.id, nextReviewOn: '2027-05-22' }, BEN);
  expect(reviewed).toMatchObject({
    version: 1,
    updatedAt: made.updatedAt,
    reviewOn: '2027-05-22',
    reviewedAt: clock.now().toISOString(),
    reviewedBy: { name: 'Ben' },
  });
  expect(await review.countDue()).toEqual({ count: 0 });
  await expect(review.record({ id: newId(), nextReviewOn: null }, BEN)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('lists what is to be reviewed, and pages through every order', async () => {
  const days = ['2027-06-01', '2026-11-01', null, '2026-12-06'];
  for (const [index, reviewOn] of days.entries()) {
    await save.create({ ...draft(`KB-00${index + 1}`), reviewOn }, ANA);
    clock.advanceMs(1000);
  }
  async function codes(filter: object): Promise<string[]> {
    const found: string[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await listArticles(db, { status: 'published', limit: 1, ...filter, cursor });
      found.push(...page.items.map((item) => item.code));
      cursor = page.nextCursor ?? undefined;
      more = cursor !== undefined;
    }
    return found;
  }
  expect(await codes({ reviewUntil: review.until() })).toEqual(['KB-002', 'KB-004']);
  expect(await codes({ order: 'review' })).toEqual(['KB-002', 'KB-004', 'KB-001', 'KB-003']);
  expect(await codes({ order: 'changed' })).toEqual(['KB-004', 'KB-003', 'KB-002', 'KB-001']);
  await db.query("UPDATE ai.kb_chunks SET usage_count = 4, success_rate = 0.5 WHERE title = 'About KB-003'");
  await db.query("UPDATE ai.kb_chunks SET usage_count = 9, success_rate = 0.9 WHERE title = 'About KB-002'");
  expect(await codes({ order: 'cited' })).toEqual(['KB-002', 'KB-003', 'KB-001', 'KB-004']);
  expect(await codes({ order: 'success' })).toEqual(['KB-003', 'KB-002', 'KB-001', 'KB-004']);
});
