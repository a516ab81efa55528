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

test('gives the mean of the three best products of the intent over what is usual in it, and the best cosine of all', () => {
  const examples = [of(0, [1, 0], [0]), of(0, [0, 1], [1]), of(0, [0.6, 0.8], [0, 1]), of(0, [0.8, 0.6], [2])];
  const measure = keepNearestExamples([...examples, of(1, [0.8, 0.6], [0])], 3);
  const { features, meaning } = measure(placed([1, 0], [0]), 0);
  // Each example with the three others, by hand: 1.65 / 3, 1.65 / 3, 2.86 / 3 and 2.36 / 3, 0.71 in the mean.
  // The message with the best three: 1 + 0.25, 0.6 + 0.25 and 0.8.
  expect(features).toBeCloseTo((1.25 + 0.85 + 0.8) / 3 / 0.71, 5);
  expect(meaning).toBeCloseTo(1, 6);
  // An example alone is taken to be as near to others as those of all intents are.
  expect(measure(placed([1, 0], [0]), 1)).toEqual({ features: expect.closeTo(1.05 / 0.71, 5), meaning: 1 });
});

test('an intent whose examples differ much asks less of a message than one whose examples are alike', () => {
  const alike = [of(0, [1, 0], [0]), of(0, [1, 0], [0]), of(0, [1, 0], [0])];
  const different = [of(1, [0, 1], [1]), of(1, [0.6, 0.8], [2]), of(1, [0.8, 0.6], [3])];
  const measure = keepNearestExamples([...alike, ...different], 4);
  const message = placed([0.8, 0.6], [3], 0);
  const [first, second] = [measure(message, 0).features, measure(message, 1).features];
  // What is usual: 1.25 and (0.7 + 0.88 + 0.78) / 3, each with the mean of both for two examples more.
  const both = (1.25 + 2.36 / 3) / 2;
  expect(first).toBeCloseTo(0.8 / ((3 * 1.25 + 2 * both) / 5), 5);
  expect(second).toBeCloseTo((0.6 + 0.96 + 1) / 3 / ((2.36 + 2 * both) / 5), 5);
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
