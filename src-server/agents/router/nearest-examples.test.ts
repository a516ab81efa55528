import { expect, test } from 'vitest';
import { keepNearestExamples, type PlacedText } from './nearest-examples.ts';

function placed(vector: number[], indices: number[], known = 1): PlacedText {
  const values = new Float32Array(indices.length).fill(0.5);
  return {
    vector,
    row: {
      dense: Float32Array.from(vector),
      sparse: { indices: Int32Array.from(indices), values },
      wholeValues: values.map((value) => value * known),
    },
  };
}

const of = (intent: number, ...parts: Parameters<typeof placed>) => ({ ...placed(...parts), intent });

test('gives the mean of the three best products of the intent and the best cosine of all, as by hand', () => {
  const examples = [of(0, [1, 0], [0]), of(0, [0, 1], [1]), of(0, [0.6, 0.8], [0, 1]), of(0, [-1, 0], [2])];
  const measure = keepNearestExamples([...examples, of(1, [0.8, 0.6], [0])], 3);
  const { features, meaning } = measure(placed([1, 0], [0]), 0);
  // Products: 1 + 0.25, 0 + 0, 0.6 + 0.25, -1 + 0.
  expect(features).toBeCloseTo((1.25 + 0 + 0.85) / 3, 6);
  expect(meaning).toBeCloseTo(1, 6);
  expect(measure(placed([1, 0], [0]), 1)).toEqual({ features: expect.closeTo(1.05, 6), meaning: 1 });
});

test('what is unknown of a message draws it away', () => {
  const measure = keepNearestExamples([of(0, [1, 0], [0])], 1);
  expect(measure(placed([1, 0], [0], 0.2), 0).features).toBeCloseTo(1 + 0.25 * 0.2, 6);
});

test('one look-up leaves nothing behind for the next', () => {
  const measure = keepNearestExamples([of(0, [1, 0], [0])], 2);
  const before = measure(placed([0, 1], [1]), 0);
  measure(placed([1, 0], [0]), 0);
  expect(measure(placed([0, 1], [1]), 0)).toEqual(before);
});

test('nothing is near where there are no examples', () => {
  expect(keepNearestExamples([], 1)(placed([1, 0], [0]), 0)).toEqual({ features: 0, meaning: -1 });
});
