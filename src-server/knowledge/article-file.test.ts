import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ArticleCategory, ArticleDraft } from '../contract/knowledge.ts';
import { APP_ROOT } from '../core/app-root.ts';
import { formatArticleFile, parseArticleFile } from './article-file.ts';
import { readArticleFolder } from './article-folder.ts';
import { SAMPLE_ARTICLES } from './load-sample.ts';

const FILE = `---
code: kb-042
title: "Cancellation & Refund Policy"
category: policy
tags: [refund]
questions:
  - Can I get a refund?
---

Fourteen days.
`;

function reasonFor(content: string): string {
  const read = parseArticleFile('a.md', content);
  return 'reason' in read ? read.reason : 'it was read';
}

test('reads front matter and text', () => {
  expect(parseArticleFile('a.md', FILE)).toEqual({
    file: 'a.md',
    draft: {
      code: 'KB-042',
      title: 'Cancellation & Refund Policy',
      category: 'policy',
      tags: ['refund'],
      questions: ['Can I get a refund?'],
      bodyMarkdown: 'Fourteen days.',
    },
  });
});

test('reads what other systems write: a byte order mark, Windows line ends', () => {
  expect(parseArticleFile('a.md', `\uFEFF${FILE.replaceAll('\n', '\r\n')}`)).toEqual(parseArticleFile('a.md', FILE));
});

test.each([
  ['no front matter', '# Hello', /front matter/],
  ['not YAML', '---\ncode: [\n---\ntext', /not valid YAML/],
  ['a list instead of fields', '---\n- a\n---\ntext', /no fields/],
  ['a wrong category', FILE.replace('policy', 'poetry'), /^category: /],
  ['a wrong code', FILE.replace('kb-042', 'KB'), /^code: A code looks like KB-042/],
  ['no text', FILE.replace('Fourteen days.', ''), /^text: An article needs a text/],
  ['bytes', `${FILE}\0`, /not a text file/],
  ['an alias bomb', '---\na: &a [x]\nb: [*a, *a]\n---\ntext', /alias/],
])('says what is wrong with a file: %s', (_name, content, reason) => {
  expect(reasonFor(content)).toMatch(reason);
});

test('names every field that is wrong', () => {
  expect(reasonFor('---\ntitle: ""\n---\ntext')).toMatch(/code: .*title: .*category: /);
});

const words = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((text) => text.trim() === text && !text.includes('\0'));
const drafts = fc.record({
  code: fc.integer({ min: 0, max: 999_999 }).map((number) => `KB-${number}`),
  title: words,
  bodyMarkdown: fc.array(words, { minLength: 1 }).map((lines) => lines.join('\n\n').trim()),
  category: fc.constantFrom(...ArticleCategory.options),
  tags: fc.array(words, { maxLength: 3 }),
  questions: fc.array(words, { maxLength: 3 }),
});

test('what is written is read back the same', () => {
  fc.assert(
    fc.property(drafts, (article) => {
      const draft = ArticleDraft.parse(article);
      expect(parseArticleFile('a.md', formatArticleFile(draft))).toEqual({ file: 'a.md', draft });
    }),
  );
});

const Profile = z.object({
  prices: z.object({ adultCents: z.number(), childCents: z.number(), minimumOrderCents: z.number() }),
  deposit: z.object({ amountCents: z.number() }),
  refunds: z.array(z.object({ daysAhead: z.number(), refundPercent: z.number(), processingFeePercent: z.number() })),
});

test('the sample articles are readable, tell one story with the business profile, and know the refund rules', async () => {
  const { files, failed } = await readArticleFolder(SAMPLE_ARTICLES);
  const read = files.map(({ name, text }) => parseArticleFile(name, text));
  const texts = new Map(read.flatMap((file) => ('draft' in file ? [[file.draft.code, file.draft.bodyMarkdown]] : [])));
  expect([...failed, ...read.filter((file) => 'reason' in file)]).toEqual([]);
  expect(texts.size).toBe(files.length);
  expect(files.length).toBeGreaterThanOrEqual(30);

  const profile = Profile.parse(JSON.parse(await readFile(join(APP_ROOT, 'resources/sample/business.json'), 'utf8')));
  const dollars = (cents: number) => `$${cents / 100}`;
  expect(texts.get('KB-001')).toContain(`${dollars(profile.prices.adultCents)} per person`);
  expect(texts.get('KB-001')).toContain(`${dollars(profile.prices.childCents)} per person`);
  expect(texts.get('KB-002')).toContain(dollars(profile.prices.minimumOrderCents));
  expect(texts.get('KB-004')).toContain(dollars(profile.deposit.amountCents));
  expect(profile.refunds.map((rule) => rule.daysAhead)).toEqual([14, 7, 0]);
  expect(texts.get('KB-042')).toMatch(/14 or more days.*10 %.*7 to 13 days.*50 %.*Fewer than 7 days.*forfeited/s);
  expect(texts.get('KB-087')).toMatch(/weather/i);
});
