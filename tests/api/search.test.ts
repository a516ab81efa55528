import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import type { ArticleCategory, ArticleDraft } from '../../src-server/contract/knowledge.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let api: ApiClient;

const ARTICLES: ArticleDraft[] = [
  {
    code: 'KB-042',
    title: 'Cancellation & Refund Policy',
    category: 'policy',
    tags: ['refund', 'terms'],
    questions: ['Can I get a refund if I cancel?'],
    bodyMarkdown: 'With 14 or more days of notice you get a full refund minus a 10 % fee.',
  },
  {
    code: 'KB-087',
    title: 'Weather Policy',
    category: 'policy',
    tags: ['terms'],
    questions: ['What happens when it rains?'],
    bodyMarkdown: 'We cook in light rain under cover. Bad weather never costs you the deposit.',
  },
  {
    code: 'KB-001',
    title: 'Prices',
    category: 'pricing',
    tags: ['money'],
    questions: ['How much is it for each guest?'],
    bodyMarkdown: 'The price is $60 for each guest. A deposit of $100 holds the date.',
  },
  {
    code: 'KB-024',
    title: 'Allergies',
    category: 'menu',
    tags: [],
    questions: ['Is there anything without gluten?'],
    bodyMarkdown: 'We bring gluten-free soy sauce when you ask for it.',
  },
];

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
  api = await server.as('owner');
  for (const article of ARTICLES) await api.knowledge.create(article);
}, 120_000);
afterAll(() => server.stop());

async function codesFor(query: string, filter: { categories?: ArticleCategory[]; tags?: string[] } = {}) {
  return (await api.knowledge.search({ query, ...filter })).hits.map((hit) => hit.code);
}

describe('filters', () => {
  it('keeps to the categories, whatever fits better', async () => {
    expect((await codesFor('refund', { categories: ['menu', 'pricing'] })).sort()).toEqual(['KB-001', 'KB-024']);
  });

  it('keeps to what has all of the tags', async () => {
    expect((await codesFor('rain', { tags: ['terms'] })).sort()).toEqual(['KB-042', 'KB-087']);
    expect(await codesFor('rain', { tags: ['terms', 'refund'] })).toEqual(['KB-042']);
    expect(await codesFor('rain', { tags: ['no such tag'] })).toEqual([]);
  });
});

describe('questions as customers write them', () => {
  it.each([
    ['refund', 'KB-042'],
    ['weather', 'KB-087'],
    ['price', 'KB-001'],
    ['gluten', 'KB-024'],
  ])('finds by the one word %s', async (word, code) => {
    expect((await codesFor(word))[0]).toBe(code);
  });

  it('finds the question in the middle of a long letter', async () => {
    const filler =
      'We met at the lake last summer with the whole family and it was a lovely evening with many stories. '.repeat(19);
    const letter = `${filler} Can I get a refund if I cancel the booking? ${filler}`.slice(0, 4_000);
    expect(letter.length).toBeGreaterThan(3_700);
    expect((await codesFor(letter))[0]).toBe('KB-042');
  });

  it.each([
    'what is it?',
    '🎉🎉🎉',
    '我可以取消预订吗？',
    'هل يمكنني إلغاء الحجز؟',
    '%_\\',
    "'; DROP TABLE ai.kb_chunks; --",
    '& | ! ( ) : * <->',
    '-',
  ])('takes %j without an error', async (query) => {
    const { hits } = await api.knowledge.search({ query });
    expect(hits.length).toBeLessThanOrEqual(5);
  });

  it('takes a word of 4,000 letters', async () => {
    expect((await api.knowledge.search({ query: 'a'.repeat(4_000) })).hits.length).toBeLessThanOrEqual(5);
  });

  it('takes a NUL for a character like any other that no article has', async () => {
    expect((await codesFor('ref\0und refund'))[0]).toBe('KB-042');
  });
});
