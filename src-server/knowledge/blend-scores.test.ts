import { expect, test } from 'vitest';
import { blendScores, type Candidate } from './blend-scores.ts';

const candidate = (id: string, scores: Partial<Candidate>): Candidate => ({
  id,
  own: null,
  asked: [],
  askedBefore: null,
  bm25: 0,
  textScore: 0,
  questionWeight: 0,
  ...scores,
});

test('what both legs find comes before what one finds', () => {
  const blended = blendScores([
    candidate('near', { own: 0.8 }),
    candidate('words', { own: 0.2, bm25: 9, textScore: 9 }),
    candidate('both', { own: 0.75, bm25: 8, textScore: 8 }),
  ]);
  expect(blended[0]?.id).toBe('both');
});

test('a way to ask counts as the passage does', () => {
  const [best] = blendScores([candidate('text', { own: 0.5 }), candidate('asked', { own: 0.4, asked: [0.9] })]);
  expect(best).toMatchObject({ id: 'asked', similarity: 0.9 });
});

test('what was asked before counts fully only where it is nearly the same question', () => {
  const best = (askedBefore: number) =>
    blendScores([candidate('passage', { own: 0.75 }), candidate('taught', { own: 0.4, askedBefore })])[0];
  expect(best(0.8)).toMatchObject({ id: 'passage' });
  expect(best(0.97)).toMatchObject({ id: 'taught', similarity: 0.97 });
});

test('of two articles as near as each other the one that more ways to ask are near to comes first', () => {
  const best = (asked: number[]) =>
    blendScores([candidate('a', { own: 0.5, asked: [0.8, 0.3] }), candidate('b', { own: 0.5, asked })])[0];
  expect(best([0.8, 0.7])?.id).toBe('b');
  expect(best([0.8])?.id).toBe('a');
  // A way that is clearly nearer is not outvoted.
  expect(best([0.6, 0.6, 0.6])?.id).toBe('a');
});

test('scores are shares: the best by both legs has 1, nothing is above 1 or below 0', () => {
  const blended = blendScores([
    candidate('best', { own: 0.9, asked: [0.95, 0.9, 0.8], bm25: 5, textScore: 5 }),
    candidate('other', { own: -0.1, bm25: 1, textScore: 2 }),
  ]);
  expect(blended[0]).toMatchObject({ id: 'best', score: 1, textShare: 1 });
  expect(blended[1]).toMatchObject({ similarity: 0, textShare: 0.4 });
});

test('what neither leg found is left out, and equals are ordered by id', () => {
  const blended = blendScores([candidate('b', { own: 0.5 }), candidate('nothing', {}), candidate('a', { own: 0.5 })]);
  expect(blended.map((one) => one.id)).toEqual(['a', 'b']);
});

test('a single leg orders by itself alone', () => {
  const candidates = [
    candidate('near', { own: 0.9, bm25: 1, textScore: 1 }),
    candidate('words', { own: 0.1, bm25: 9, textScore: 9 }),
  ];
  expect(blendScores(candidates, 'vector')[0]?.id).toBe('near');
  expect(blendScores(candidates, 'text')[0]).toMatchObject({ id: 'words', score: 9 });
});

test('a passage that shares only small words with the question does not pass one that is near', () => {
  const blend = (questionWeight: number) =>
    blendScores([
      candidate('near', { own: 0.7, questionWeight }),
      candidate('words', { own: 0.4, bm25: 0.2, textScore: 1, questionWeight }),
    ]).map((one) => one.id);
  expect(blend(10)).toEqual(['near', 'words']);
  expect(blend(0)).toEqual(['words', 'near']);
});
