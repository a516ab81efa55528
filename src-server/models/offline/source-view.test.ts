import { expect, test } from 'vitest';
import { viewSource } from './source-view.ts';

const learned = { learnedQuestions: ['Who paid for the lighthouse?'], similarity: 0.9, writtenSimilarity: 0.4 };

test('what was asked of a text on many things is no title of it, and does not bring it nearer', () => {
  const view = viewSource({ label: '', title: 'The harbour', text: 'It has a pier and a tower.', ...learned });
  expect(view).toMatchObject({ asksQuestion: false, similarity: 0.4 });
  expect(view.titles).toHaveLength(1);
  expect(view.terms).not.toContain('lighthous');
});

test('what was asked of an FAQ is one more way to ask it', () => {
  const view = viewSource({ label: '', title: 'Who built the tower?', text: 'The town did.', ...learned });
  expect(view).toMatchObject({ asksQuestion: true, similarity: 0.9 });
  expect(view.titles).toHaveLength(2);
  expect(view.terms).toContain('lighthous');
});
