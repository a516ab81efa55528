import { expect, it } from 'vitest';
import { createMemoryStorage } from '../../../lib/storage.ts';
import { readRecentQuestions, rememberQuestion } from './recent-questions.ts';

it('keeps the last dozen, newest first, each once', () => {
  const storage = createMemoryStorage();
  for (let number = 1; number <= 15; number += 1) rememberQuestion(storage, `Question ${number}`);
  rememberQuestion(storage, 'Question 10');
  const recent = readRecentQuestions(storage);
  expect(recent).toHaveLength(12);
  expect(recent.slice(0, 3)).toEqual(['Question 10', 'Question 15', 'Question 14']);
});

it('begins anew when what was stored is broken', () => {
  const storage = createMemoryStorage();
  storage.setItem('teppan.lab.recent', '{"not":"a list"}');
  expect(readRecentQuestions(storage)).toEqual([]);
});
