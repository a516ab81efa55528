import { describe, expect, it } from 'vitest';
import type { ReplayAnswer } from '../../contract/replays.ts';
import { judgeChange } from './judge-change.ts';

const said = (text: string | null, outcome: ReplayAnswer['outcome'] = 'answered'): ReplayAnswer => ({
  ...{ outcome, text, confidence: 0.8, intent: 'faq', costMicroUsd: 0, ms: 1 },
});
const HANDED_OVER = said(null, 'escalated');
/** The share of the words of the longer text that the other one has. */
const likeness = async (text: string, other: string) => {
  const [words, others] = [text.split(' '), other.split(' ')];
  return words.filter((word) => others.includes(word)).length / Math.max(words.length, others.length);
};
const verdict = async (before: ReplayAnswer, after: ReplayAnswer, reference: string | null) =>
  (await judgeChange(before, after, reference, likeness)).verdict;

const RIGHT = said('the deposit is due now');
const WRONG = said('we love cats');
const APPROVED = 'the deposit is due now';

describe('a changed answer', () => {
  it.each([
    [WRONG, RIGHT, 'better'],
    [HANDED_OVER, RIGHT, 'better'],
    [WRONG, HANDED_OVER, 'better'],
    [RIGHT, WRONG, 'worse'],
    [RIGHT, HANDED_OVER, 'worse'],
    [HANDED_OVER, WRONG, 'worse'],
    [HANDED_OVER, said(null, 'declined'), 'same'],
    [RIGHT, said('the deposit is due now .'), 'worse'],
    [RIGHT, RIGHT, 'same'],
    [WRONG, said('we adore cats'), 'same'],
  ] as const)('is judged by what a person wrote (%#)', async (before, after, wanted) => {
    expect(await verdict(before, after, APPROVED)).toBe(wanted);
  });

  it('is worse without a person’s answer only where it was answered and is not', async () => {
    expect(await verdict(RIGHT, HANDED_OVER, null)).toBe('worse');
    expect(await verdict(HANDED_OVER, RIGHT, null)).toBe('same');
    expect(await verdict(RIGHT, WRONG, null)).toBe('same');
  });

  it('says why', async () => {
    expect(await judgeChange(RIGHT, HANDED_OVER, APPROVED, likeness)).toEqual({
      verdict: 'worse',
      why: 'It was answered as a person would, and now it is handed over.',
    });
  });
});
