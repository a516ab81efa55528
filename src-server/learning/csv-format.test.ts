import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { toChatLine } from './chat-format.ts';
import { toCsv } from './csv-format.ts';

test('is read back as it was, whatever is in the texts, and holds no formula', () => {
  const pairs = [
    ['How much, "all in"?', 'From $55.\nPer adult.'],
    ['=HYPERLINK("http://x")', '-5 degrees is too cold'],
  ] as const;
  const csv = toCsv(pairs.map(([question, answer]) => `${toChatLine('Be brief.', question, answer)}\n`).join(''));
  expect(parse(csv)).toEqual([
    ['question', 'answer'],
    ['How much, "all in"?', 'From $55.\nPer adult.'],
    [`'=HYPERLINK("http://x")`, `'-5 degrees is too cold`],
  ]);
});
