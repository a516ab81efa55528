import { describe, expect, test } from 'vitest';
import { accuracy, auroc, macroF1, perClass, recallAtRejection } from '../eval/intent-figures.ts';

describe('figures of intents', () => {
  test('accuracy and F1 of a small table worked by hand', () => {
    const verdicts = [
      { wanted: 'a', given: 'a' },
      { wanted: 'a', given: 'b' },
      { wanted: 'b', given: 'b' },
      { wanted: 'b', given: 'b' },
    ];
    expect(accuracy(verdicts)).toBe(0.75);
    const classes = perClass(verdicts);
    expect(classes.a).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3, rows: 2 });
    expect(classes.b).toEqual({ precision: 2 / 3, recall: 1, f1: 0.8, rows: 2 });
    expect(macroF1(classes)).toBeCloseTo((2 / 3 + 0.8) / 2, 12);
  });

  test('the area under the curve counts pairs, ties half', () => {
    expect(auroc([1, 2, 3], [4, 5])).toBe(1);
    expect(auroc([4, 5], [1, 2, 3])).toBe(0);
    // Pairs (1,2) right, (1,1) tie, (3,2) and (3,1) wrong: 1.5 of 4.
    expect(auroc([1, 3], [2, 1])).toBe(1.5 / 4);
  });

  test('the recall stands at a threshold that rejects no more than the share allows', () => {
    const inside = Array.from({ length: 100 }, (_, at) => at);
    // Five of a hundred lie above 94: what scores above 94 counts as found.
    expect(recallAtRejection(inside, [94, 94.5, 200, 3], 0.05)).toBe(0.5);
    expect(recallAtRejection([1, 2], [3, 1.5], 0.05)).toBe(0.5);
  });
});
