import { expect, it } from 'vitest';
import type { LabHit } from '#contract/lab.ts';
import { droppedHits, movesOf } from './compare-hits.ts';

function hit(chunkId: string, articleId: string): LabHit {
  return {
    ...{ chunkId, articleId, code: null, title: '', text: '', category: null, score: 1 },
    ...{ meaningPart: 1, wordsPart: 0, passageSimilarity: null, wayToAsk: null, bm25: 0, textScore: 0, terms: [] },
  };
}

const before = [hit('a1', 'a'), hit('b1', 'b'), hit('c1', 'c')];

it('tells what rose, fell and stayed', () => {
  expect(movesOf(before, [hit('b1', 'b'), hit('a1', 'a'), hit('c1', 'c')])).toEqual([
    { kind: 'up', by: 1 },
    { kind: 'down', by: 1 },
    { kind: 'same' },
  ]);
});

it('takes the changed text of an article for the text that it stands in for', () => {
  expect(movesOf(before, [hit('c2', 'c'), hit('a1', 'a'), hit('b1', 'b')])[0]).toEqual({ kind: 'up', by: 2 });
});

it('knows what came in and what went out', () => {
  const after = [hit('a1', 'a'), hit('d1', 'd')];
  expect(movesOf(before, after)).toEqual([{ kind: 'same' }, { kind: 'new' }]);
  expect(droppedHits(before, after).map((old) => old.chunkId)).toEqual(['b1', 'c1']);
});
