import { describe, expect, it } from 'vitest';
import { isSubstantial, rankReplies } from './choose-reply.ts';

const ANSWER =
  'Yes, our chefs cook on boats that are moored at a dock, as long as the deck is level and open flames are allowed.';

describe('a reply worth an article', () => {
  it.each([ANSWER, 'Gift cards start at $50 and never expire.'])('is “%s”', (text) => {
    expect(isSubstantial(text)).toBe(true);
  });

  it.each([
    'Hi Kim!',
    'Let me check with the kitchen and get back to you.',
    'Which day would that be?',
    'Sure, thanks!',
  ])('is not “%s”', (text) => {
    expect(isSubstantial(text)).toBe(false);
  });

  it('may promise something beside the answer', () => {
    const text = `${ANSWER} The fee for the harbour is on your side. I'll send the contract tonight, and the chef calls you a day before the party.`;
    expect(isSubstantial(text)).toBe(true);
  });
});

it('puts what says most first, and the latest of replies alike', () => {
  const at = (day: number) => `2026-05-0${day}T10:00:00.000Z`;
  const replies = [
    { text: 'Gift cards start at $50.', at: at(3) },
    { text: ANSWER, at: at(1) },
    { text: ANSWER.replace('Yes', 'Of course'), at: at(2) },
    { text: 'Thanks!', at: at(4) },
  ];
  expect(rankReplies(replies).map((reply) => reply.at)).toEqual([at(2), at(1), at(3)]);
});
