import { describe, expect, it } from 'vitest';
import { isCommonWord } from '../../../learning/pii/vocabulary.ts';
import { findChanges } from './check-rewritten.ts';
import { fixSpelling } from './fix-spelling.ts';
import { shorten } from './shorten.ts';

describe('shorten', () => {
  const LONG =
    'Hi Dana,\n\nThank you so much for reaching out to us about your party. We are really happy to hear from you. Please note that the $100 deposit is due by May 29 in order to keep your date. We love cooking for families like yours. Our team looks forward to a wonderful evening with all of you. Would 6 PM work for you?\n\nBest,\nSam';

  it('leaves out what says least, and keeps amounts, dates, questions, greeting and signature', () => {
    const brief = shorten(LONG) ?? '';
    expect(brief.length).toBeLessThan(LONG.length * 0.75);
    expect(brief).toMatch(
      /^Hi Dana,\n\n[\s\S]*The \$100 deposit is due by May 29 to keep your date\.[\s\S]*Would 6 PM work for you\?\n\nBest,\nSam$/,
    );
    expect(findChanges(LONG, brief, { known: ['Dana', 'Sam'], isWord: isCommonWord })).toEqual([]);
  });

  it('says so when every sentence has to stay', () => {
    expect(shorten('The deposit is $100.')).toBeUndefined();
  });
});

describe('fixSpelling', () => {
  const WORDS = new Set(
    'we will receive your deposit tomorrow and the chef brings yum sauce for guests form from is hibachi quests'.split(
      ' ',
    ),
  );
  const deps = {
    isWord: (word: string) => WORDS.has(word),
    findKnownWords: async (words: readonly string[]) =>
      new Set(words.filter((word) => word === 'yakiniku' || word === 'guests')),
    oneSlipAway: (word: string) =>
      [...WORDS].filter((one) => Math.abs(one.length - word.length) <= 1 && apart(one, word) <= 1),
  };

  it('corrects what is surely mistyped, and leaves names and what it does not know', async () => {
    expect(
      await fixSpelling('we will recieve your depsit tommorow ,and i will ask Zbigniew at kim@exmaple.test', deps),
    ).toBe('We will receive your deposit tomorrow, and I will ask Zbigniew at kim@exmaple.test');
    expect(await fixSpelling('The chef brings the the yakiniku sauce.', deps)).toBe(
      'The chef brings the yakiniku sauce.',
    );
  });

  it('changes no word that could be two, unless the business writes one of them', async () => {
    expect(await fixSpelling('We ask the uests.', deps)).toBe('We ask the guests.');
    expect(await fixSpelling('The deposit is $100.', deps)).toBeUndefined();
  });
});

function apart(a: string, b: string): number {
  if (a === b) return 0;
  for (let at = 0; at <= Math.min(a.length, b.length); at += 1) {
    if (a[at] === b[at]) continue;
    const [restA, restB] = [a.slice(at), b.slice(at)];
    return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB ? 1 : 2;
  }
  return 0;
}
