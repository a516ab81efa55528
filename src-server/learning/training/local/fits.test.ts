import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../core/seeded-random.ts';
import { calibrateConfidence } from '../../../models/calibrate-confidence.ts';
import { calibrationError, type Judged } from './calibration-error.ts';
import { fitAnswerableFrom, fitConfidence } from './fit-confidence.ts';
import { fitRetrieval, meanReciprocalRank, type SearchCase } from './fit-retrieval.ts';
import { fitRouter, type IntentCase, likeliest } from './fit-router.ts';

const SHIPPED = { vectorShare: 0.55, ownShare: 0.3 };

/** Answers of a model that claims more than it holds: it is right only `honesty` as often as it says. */
function boastful(count: number, honesty: number, seed: number): Judged[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const confidence = 0.5 + random() * 0.45;
    return { confidence, right: random() < confidence * honesty };
  });
}

describe('the confidence', () => {
  it('is more honest afterwards, on answers that were not learned from', () => {
    const calibration = fitConfidence('m', boastful(150, 0.6, 1));
    if (calibration === undefined) throw new Error('Nothing was fitted.');
    const unseen = boastful(500, 0.6, 2);
    const after = unseen.map(({ confidence, right }) => ({
      right,
      confidence: calibrateConfidence([calibration], 'm', confidence),
    }));
    expect(calibrationError(unseen)).toBeGreaterThan(0.2);
    expect(calibrationError(after)).toBeLessThan(0.08);
  });

  it('stays nearly as it is where it was honest, and wholly where too little was seen', () => {
    const honest = fitConfidence('m', boastful(2_000, 1, 3));
    for (const confidence of [0.6, 0.75, 0.9])
      expect(calibrateConfidence(honest ? [honest] : [], 'm', confidence)).toBeCloseTo(confidence, 1);
    expect(fitConfidence('m', boastful(9, 0.1, 4))).toBeUndefined();
    expect(calibrateConfidence([{ model: 'other', slope: 2, constant: 1 }], 'm', 0.42)).toBe(0.42);
  });

  it('never turns the order of answers round and stays within 0..1, whatever was judged', () => {
    const judged = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() });
    fc.assert(
      fc.property(fc.array(judged, { minLength: 10, maxLength: 60 }), (cases) => {
        const fitted = fitConfidence('m', cases);
        if (fitted === undefined) throw new Error('Nothing was fitted.');
        const [low, high] = [0.2, 0.8].map((one) => calibrateConfidence([fitted], 'm', one));
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(high ?? 0);
      }),
    );
  });

  it('takes a passage to answer from where more answers are right than wrong', () => {
    const cases = Array.from({ length: 40 }, (_, nth) => ({ confidence: nth / 40, right: nth / 40 >= 0.4 }));
    expect(fitAnswerableFrom(cases, 0.5)).toBeCloseTo(0.4, 9);
    expect(
      fitAnswerableFrom(
        cases.map((one) => ({ ...one, right: true })),
        0.5,
      ),
    ).toBeCloseTo(0.3, 9);
    expect(fitAnswerableFrom(cases.slice(0, 5), 0.5)).toBe(0.5);
  });
});

describe('the retrieval', () => {
  /** The right passage is the one with the most words, or the one that is nearest in meaning. */
  const caseOf = (by: 'words' | 'meaning'): SearchCase => ({
    rightChunk: by,
    search: { rank: ({ vectorShare }) => (vectorShare > 0.45 ? ['meaning', 'words'] : ['words', 'meaning']) },
  });

  it('weighs words more where the words find it, and nothing differently where the meaning does', () => {
    const words = Array.from({ length: 20 }, () => caseOf('words'));
    const fitted = fitRetrieval(words, SHIPPED);
    expect(fitted).toEqual({ vectorShare: 0.45, ownShare: 0.3 });
    expect(meanReciprocalRank(words, fitted)).toBe(1);
    expect(meanReciprocalRank(words, SHIPPED)).toBe(0.5);
    expect(
      fitRetrieval(
        Array.from({ length: 20 }, () => caseOf('meaning')),
        SHIPPED,
      ),
    ).toEqual(SHIPPED);
  });

  it('is left as it is by a few questions, and where nothing is gained', () => {
    expect(
      fitRetrieval(
        Array.from({ length: 9 }, () => caseOf('words')),
        SHIPPED,
      ),
    ).toEqual(SHIPPED);
  });
});

describe('the router', () => {
  const ranked = (pricing: number, policy: number) => [
    { intent: 'pricing', probability: pricing },
    { intent: 'policy', probability: policy },
    { intent: 'booking', probability: 0.1 },
  ];
  const cases: IntentCase[] = [
    ...Array.from({ length: 12 }, () => ({ ranked: ranked(0.5, 0.4), rightIntent: 'policy' })),
    ...Array.from({ length: 4 }, () => ({ ranked: ranked(0.8, 0.1), rightIntent: 'pricing' })),
    { ranked: ranked(0.5, 0.4), rightIntent: 'unheard of' },
  ];

  it('parts two intents that it takes for each other, and leaves the others alone', () => {
    const tuning = fitRouter(cases);
    expect(Object.keys(tuning.intents)).toEqual(['policy', 'pricing']);
    expect((tuning.intents.policy ?? 0) + (tuning.intents.pricing ?? 0)).toBeCloseTo(0, 3);
    const right = cases.slice(0, 16).filter((one) => likeliest(one, tuning) === one.rightIntent);
    expect(right).toHaveLength(16);
    const booking = [
      { intent: 'booking', probability: 0.9 },
      { intent: 'policy', probability: 0.1 },
    ];
    expect(likeliest({ ranked: booking }, tuning)).toBe('booking');
  });

  it('learns nothing of one intent alone, or of too few examples', () => {
    expect(fitRouter(cases.slice(0, 12))).toEqual({ temperature: 1, intents: {} });
    expect(fitRouter([...cases.slice(0, 2), ...cases.slice(12, 14)])).toEqual({ temperature: 1, intents: {} });
  });

  it('gives the same weights for the same examples, in any order', () => {
    expect(fitRouter([...cases].reverse())).toEqual(fitRouter(cases));
  });
});
