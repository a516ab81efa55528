import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { APP_ROOT } from '../../core/app-root.ts';
import { AGREEING, CONTRADICTING } from './contradicting-replies.ts';
import { findContradictions } from './find-contradictions.ts';
import { FAITHFUL } from './fluent-replies.ts';

const ARTICLES = join(APP_ROOT, 'resources', 'sample', 'articles');
const articles = new Map<string, { title: string; text: string }>();

beforeAll(async () => {
  for (const name of await readdir(ARTICLES)) {
    const [, head = '', ...body] = (await readFile(join(ARTICLES, name), 'utf8')).split('---\n');
    const title = /title: (.*)/.exec(head)?.[1] ?? '';
    articles.set(name.slice(0, 6).toUpperCase(), { title, text: body.join('---\n') });
  }
});

const judge = ([code, question, reply]: readonly [string, string, string]) =>
  findContradictions(question, reply, [articles.get(code) ?? { title: '', text: '' }]);

it('finds what says otherwise than the article does', () => {
  const missed = CONTRADICTING.filter((reply) => judge(reply).length === 0);
  // Missed are: a number that another sentence has too, "one" against "two", and two of other words altogether.
  expect(missed.length / CONTRADICTING.length, missed.join('\n')).toBeLessThanOrEqual(0.2);
});

it('holds a yes against a no to the same question, and only there', () => {
  const other = { title: 'Can we keep the leftovers?', text: 'No, we take them along.' };
  const find = (answersTheSame: boolean) =>
    findContradictions('Do we keep what is left?', 'Yes, all of it is yours.', [{ ...other, answersTheSame }]);
  expect(find(true)).toMatchObject([{ source: 0, ownPassage: 'Yes, all of it is yours.', otherPassage: other.text }]);
  expect(find(false)).toEqual([]);
});

it('names what the two disagree on, with both sentences', () => {
  expect(judge(['KB-001', 'What do you charge for adults?', 'Welcome! It is $65 for every adult.'])).toEqual([
    {
      source: 0,
      ownPassage: 'It is $65 for every adult.',
      otherPassage: 'Adults (13 and older) are $55 per person.',
      reason: 'They differ: 65, 55.',
    },
  ]);
});

it('lets stand what the article says in other words, and what it does not speak of', () => {
  const flagged = [...FAITHFUL, ...AGREEING].flatMap((reply) => judge(reply).map((found) => JSON.stringify(found)));
  expect(flagged.length / (FAITHFUL.length + AGREEING.length), flagged.join('\n')).toBeLessThanOrEqual(0.05);
});
