import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunkArticle } from './chunk-article.ts';

const paragraph = (topic: string, characters: number) =>
  `${`The ${topic} matters here. `.repeat(Math.ceil(characters / 24)).trim()}`;

test('a short article is one chunk', () => {
  const chunks = chunkArticle({ title: 'Deposit', bodyMarkdown: 'It is **$100**.\n\n- by card' });
  expect(chunks).toHaveLength(1);
  expect(chunks[0]).toMatchObject({ position: 0, title: 'Deposit', text: 'It is **$100**.\n\n- by card' });
  expect(chunks[0]?.embedText).toBe('Deposit\nIt is $100.\n\n- by card');
});

test('a long article is cut at its headings, and each part knows what it is about', () => {
  const bodyMarkdown = `${paragraph('start', 900)}\n\n## Rain\n\n${paragraph('rain', 900)}\n\n## Wind\n\n${paragraph('wind', 900)}`;
  const chunks = chunkArticle({ title: 'Weather', bodyMarkdown });
  expect(chunks.map((chunk) => chunk.title)).toEqual(['Weather', 'Weather: Rain', 'Weather: Wind']);
  expect(chunks[1]?.text).not.toContain('wind');
});

test('a long section is cut between its paragraphs, evenly', () => {
  const bodyMarkdown = [1, 2, 3, 4].map((number) => paragraph(`part ${number}`, 500)).join('\n\n');
  const chunks = chunkArticle({ title: 'Long', bodyMarkdown });
  expect(chunks).toHaveLength(2);
  expect(Math.max(...chunks.map((chunk) => chunk.text.length))).toBeLessThanOrEqual(1200);
});

test('the hash tells whether title or text changed, and nothing else', () => {
  const hash = (title: string, bodyMarkdown: string) => chunkArticle({ title, bodyMarkdown })[0]?.contentHash;
  expect(hash('A', 'text')).toBe(hash('A', ' text\n'));
  expect(hash('A', 'text')).not.toBe(hash('B', 'text'));
  expect(hash('A', 'text')).not.toBe(hash('A', 'other'));
});

test('no word is lost and no chunk is endless, whatever the text', () => {
  const word = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'abcdefgh.!?') });
  const text = fc
    .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', '\n\n## ')), { minLength: 1, maxLength: 800 })
    .map((pairs) => pairs.flat().join('').trim());
  fc.assert(
    fc.property(text, (bodyMarkdown) => {
      const chunks = chunkArticle({ title: 'T', bodyMarkdown });
      const letters = (part: string) => part.replace(/[^a-h]/g, '');
      const all = chunks.map((chunk) => chunk.title.slice(3) + chunk.text).join('');
      expect(letters(all)).toBe(letters(bodyMarkdown));
      for (const chunk of chunks) expect(chunk.text.length).toBeLessThanOrEqual(1600);
    }),
    { numRuns: 60 },
  );
});

test('text without any space is cut too', () => {
  const chunks = chunkArticle({ title: 'Log', bodyMarkdown: 'x'.repeat(5000) });
  expect(chunks.map((chunk) => chunk.text).join('')).toBe('x'.repeat(5000));
  expect(Math.max(...chunks.map((chunk) => chunk.text.length))).toBeLessThanOrEqual(1600);
});
