import { expect, it } from 'vitest';
import { describeChanges } from './describe-changes.ts';

it('names each rule that differs, with its old and its new value', () => {
  const before = { answers: { confidence: 0.6, confidenceByIntent: {} }, alwaysPerson: { topics: [] } };
  const after = { answers: { confidence: 0.7, confidenceByIntent: { menu: 0.4 } }, alwaysPerson: { topics: ['tax'] } };
  expect(describeChanges(before, after)).toEqual([
    'answers, confidence: 0.6 → 0.7',
    'answers, confidence by intent, menu: none → 0.4',
    'always person, topics: none → tax',
  ]);
  expect(describeChanges(before, structuredClone(before))).toEqual([]);
});
