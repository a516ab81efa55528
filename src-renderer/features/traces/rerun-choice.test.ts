import { expect, it } from 'vitest';
import { AS_THEN, knowledgeOptions, toRerunInput } from './rerun-choice.ts';

const ID = '00000000-0000-7000-8000-000000000001';
const ARTICLE = '00000000-0000-7000-8000-000000000002';

it('asks for nothing that was left empty', () => {
  expect(toRerunInput(ID, AS_THEN)).toEqual({ id: ID, knowledge: { kind: 'then' } });
});

it('reads the fields as the server takes them', () => {
  const choice = { knowledge: `${ARTICLE} 3`, model: 'gpt-4.1-mini', temperature: 0, threshold: 80 };
  expect(toRerunInput(ID, choice)).toEqual({
    id: ID,
    knowledge: { kind: 'version', articleId: ARTICLE, version: 3 },
    ...{ model: 'gpt-4.1-mini', temperature: 0, threshold: 0.8 },
  });
});

it('offers each article that has several versions once, with those then and now named', () => {
  const passage = { text: '', isCurrent: true, articleId: ARTICLE, version: 1, currentVersion: 2 };
  const single = { ...passage, chunkId: ARTICLE, articleId: ID, currentVersion: 1 };
  const scores = { similarity: 1, textScore: 1, score: 1, cited: false };
  const options = knowledgeOptions({
    retrieved: [
      { chunkId: ARTICLE, code: 'KB-001', title: 'Hours', ...scores },
      { chunkId: ID, code: 'KB-042', title: 'Refunds', ...scores },
    ],
    passages: [single, { ...passage, chunkId: ID }],
  });
  expect(options.slice(2)).toEqual([
    {
      group: 'As if KB-042 read as',
      items: [
        { value: `${ARTICLE} 2`, label: 'version 2 (now)' },
        { value: `${ARTICLE} 1`, label: 'version 1 (then)' },
      ],
    },
  ]);
});
