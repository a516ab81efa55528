import { expect, test } from 'vitest';
import { keepNearestExamples, type PlacedText } from './nearest-examples.ts';

function placed(vector: number[], indices: number[]): PlacedText {
  return {
    vector,
    row: {
      dense: Float32Array.from(vector),
      sparse: { indices: Int32Array.from(indices), values: new Float32Array(indices.length).fill(0.5) },
    },
  };
}

test('gives the mean of the three best products and the best cosine, as by hand', () => {
  const examples = [placed([1, 0], [0]), placed([0, 1], [1]), placed([0.6, 0.8], [0, 1]), placed([-1, 0], [2])];
  const { features, meaning } = keepNearestExamples(examples, 3)(placed([1, 0], [0]));
  // Products: 1 + 0.25, 0 + 0, 0.6 + 0.25, -1 + 0.
  expect(features).toBeCloseTo((1.25 + 0 + 0.85) / 3, 6);
  expect(meaning).toBeCloseTo(1, 6);
});

test('one look-up leaves nothing behind for the next', () => {
  const measure = keepNearestExamples([placed([1, 0], [0])], 2);
  const before = measure(placed([0, 1], [1]));
  measure(placed([1, 0], [0]));
  expect(measure(placed([0, 1], [1]))).toEqual(before);
});

test('nothing is near where there are no examples', () => {
  expect(keepNearestExamples([], 1)(placed([1, 0], [0]))).toEqual({ features: 0, meaning: -1 });
});
