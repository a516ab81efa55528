import { describe, expect, test } from 'vitest';
import { boostedProbability, type DecisionTree, leafOf, readTrees, writeTree } from './boosted-trees.ts';

const NAMES = ['near', 'far'] as const;
const tree: DecisionTree<'near' | 'far'> = {
  feature: 'near',
  threshold: 0.5,
  below: { feature: 'far', threshold: 0.25, below: -0.5, above: -1 },
  above: 2,
};

test('a case goes below a threshold up to its very value', () => {
  expect(leafOf(tree, { near: 0.5, far: 0.25 })).toBe(-0.5);
  expect(leafOf(tree, { near: 0.5, far: 0.26 })).toBe(-1);
  expect(leafOf(tree, { near: 0.51, far: 0 })).toBe(2);
});

test('the log-odds of all trees are added up', () => {
  const model = { constant: -1, trees: [tree, -1] };
  expect(boostedProbability(model, { near: 1, far: 0 })).toBe(0.5);
  expect(boostedProbability(model, { near: 0, far: 1 })).toBeCloseTo(1 / (1 + Math.exp(3)), 12);
});

describe('a tree as a line of text', () => {
  test('reads back as it was written', () => {
    expect(writeTree(tree)).toBe('near:0.5 far:0.25 -0.5 -1 2');
    expect(readTrees(`${writeTree(tree)}\n0.125\n`, NAMES)).toEqual([tree, 0.125]);
  });

  test.each([
    ['near:0.5 1', 'is no part of a decision tree'],
    ['near:x 1 2', 'is no part of a decision tree'],
    ['wide:0.5 1 2', 'is no part of a decision tree'],
    ['near:0.5 1 2 3', 'more than one decision tree'],
  ])('"%s" is refused', (line, reason) => {
    expect(() => readTrees(line, NAMES)).toThrow(reason);
  });
});
