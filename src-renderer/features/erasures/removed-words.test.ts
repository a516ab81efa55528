import { expect, it } from 'vitest';
import { removedWords } from './removed-words.ts';

it('names what was removed, one or several, and nothing that was not there', () => {
  expect(removedWords({ messages: 1_200, conversations: 1, examples: 0, somethingElse: 3 })).toEqual([
    '1 conversation',
    '1,200 messages',
  ]);
});
