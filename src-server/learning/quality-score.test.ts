import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeedbackSignals, PROMOTION_SCORE, scoreQuality, scoreTogether } from './quality-score.ts';

const signals: fc.Arbitrary<FeedbackSignals> = fc.record({
  thumbs: fc.constantFrom('up' as const, 'down' as const, null),
  stars: fc.constantFrom(1, 2, 3, 4, 5, null),
  helpful: fc.constantFrom(true, false, null),
  accurate: fc.constantFrom(true, false, null),
});

describe('scoreQuality', () => {
  it.each<[FeedbackSignals, number]>([
    [{}, 0],
    [{ thumbs: 'up' }, 0.3],
    [{ stars: 5 }, 0.4],
    [{ stars: 4 }, 0],
    [{ helpful: true }, 0.2],
    [{ accurate: true }, 0.3],
    [{ thumbs: 'up', helpful: true, accurate: true }, 0.8],
    [{ thumbs: 'up', stars: 5 }, 0.7],
    [{ thumbs: 'up', stars: 5, helpful: true }, 0.9],
    [{ thumbs: 'up', stars: 5, helpful: true, accurate: true }, 1],
    [{ thumbs: 'down', stars: 5, helpful: true, accurate: true }, 0],
  ])('scores %j as %d', (given, expected) => {
    expect(scoreQuality(given).score).toBe(expected);
  });

  it('reaches the bar of promotion exactly with thumbs up, helpful and accurate', () => {
    expect(scoreQuality({ thumbs: 'up', helpful: true, accurate: true }).score >= PROMOTION_SCORE).toBe(true);
  });

  it('is the clamped sum of its parts, and 0 after a thumbs down', () => {
    fc.assert(
      fc.property(signals, (given) => {
        const { score, parts, thumbsDown } = scoreQuality(given);
        const sum = parts.thumbsUp + parts.fiveStars + parts.helpful + parts.accurate;
        expect(score).toBeCloseTo(thumbsDown ? 0 : Math.min(1, sum), 10);
        expect(score >= 0 && score <= 1).toBe(true);
      }),
    );
  });

  it('never falls when a good signal is added', () => {
    fc.assert(
      fc.property(signals, (given) => {
        const base = scoreQuality(given).score;
        for (const better of [{ stars: 5 }, { helpful: true }, { accurate: true }])
          expect(scoreQuality({ ...given, ...better }).score >= base).toBe(true);
      }),
    );
  });
});

describe('scoreTogether', () => {
  it('is the score of the one judgement where there is one', () => {
    fc.assert(
      fc.property(signals, (given) => {
        expect(scoreTogether([given])).toEqual(scoreQuality(given));
      }),
    );
  });

  it('does not depend on who spoke first', () => {
    fc.assert(
      fc.property(signals, signals, (a, b) => {
        expect(scoreTogether([a, b]).score).toBe(scoreTogether([b, a]).score);
      }),
    );
  });

  it('adds up what a customer and a colleague say', () => {
    expect(scoreTogether([{ thumbs: 'up', stars: 5 }, { accurate: true }]).score).toBe(1);
  });

  it('lets one thumbs down make it 0 and one "not accurate" take that part away', () => {
    expect(scoreTogether([{ thumbs: 'up', stars: 5 }, { thumbs: 'down' }]).score).toBe(0);
    expect(scoreTogether([{ stars: 5, accurate: true }, { accurate: false }]).score).toBe(0.4);
  });
});
