import { expect, it } from 'vitest';
import type { Article } from '#contract/knowledge.ts';
import { draftOf, fieldsOf, isSame, restoredFields } from './article-form.ts';

const article: Article = {
  id: '00000000-0000-4000-8000-000000000001',
  code: 'KB-042',
  title: 'Cancellation',
  category: 'policy',
  tags: ['refund'],
  status: 'published',
  version: 3,
  isSample: true,
  usageCount: 4,
  successRate: null,
  updatedAt: '2026-11-22T18:00:00Z',
  updatedBy: null,
  owner: { id: '00000000-0000-4000-8000-000000000002', name: 'Ana', isActive: true },
  reviewOn: '2027-03-01',
  reviewedAt: null,
  reviewedBy: null,
  bodyMarkdown: 'Text',
  questions: ['Can I cancel?', 'Refund?'],
  versions: [],
};

it('gives back what it was given', () => {
  const draft = draftOf(fieldsOf(article, ''));
  expect(draft.questions).toEqual(['Can I cancel?', 'Refund?']);
  expect(isSame(article, draft)).toBe(true);
});

it('takes a question from each line that has one', () => {
  const fields = { ...fieldsOf(article, ''), questions: '  One?\n\n   \nTwo? ' };
  expect(draftOf(fields).questions).toEqual(['One?', 'Two?']);
});

it('begins a new article with the suggested code', () => {
  expect(fieldsOf(undefined, 'KB-088')).toMatchObject({ code: 'KB-088', title: '', category: 'faq' });
});

it('notices a change', () => {
  expect(isSame(article, { ...draftOf(fieldsOf(article, '')), tags: ['refund', 'deposit'] })).toBe(false);
});

it('keeps owner and review date when an old text is restored, as they are not part of it', () => {
  const { owner: _owner, reviewOn: _reviewOn, ...old } = { ...article, title: 'Old' };
  expect(restoredFields(old, fieldsOf(article, ''))).toMatchObject({
    title: 'Old',
    ownerId: article.owner?.id,
    reviewOn: '2027-03-01',
  });
});
