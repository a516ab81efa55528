import { expect, it } from 'vitest';
import type { FoundExample, FoundSource } from './agent-deps.ts';
import { offerOnce } from './offer-once.ts';

const source = (chunkId: string, exampleId: string | null) => ({ chunkId, exampleId }) as FoundSource;
const example = (id: string, similarity: number): FoundExample => ({ id, question: 'q', answer: 'a', similarity });

it('offers an approved answer as the example where the customer asks the same, else as the passage', () => {
  const sources = [source('article', null), source('of near', 'near'), source('of far', 'far')];
  const examples = [example('near', 0.93), example('far', 0.4), example('not a passage', 0.3)];
  const offered = offerOnce(sources, examples);
  expect(offered.sources.map((one) => one.chunkId)).toEqual(['article', 'of far']);
  expect(offered.examples.map((one) => one.id)).toEqual(['near', 'not a passage']);
});
