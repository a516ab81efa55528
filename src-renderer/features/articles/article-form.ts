import type { Article, ArticleDraft } from '#contract/knowledge.ts';

/** An article as the editor holds it: questions as one text, a line each. */
export interface ArticleFields {
  code: string;
  title: string;
  category: ArticleDraft['category'];
  tags: string[];
  questions: string;
  bodyMarkdown: string;
  ownerId: string | null;
  /** Empty for never. */
  reviewOn: string;
}

/** What the editor is filled from: an article, or a version of its text. */
type Source = Omit<ArticleDraft, 'ownerId' | 'reviewOn'> & Partial<Pick<Article, 'owner' | 'reviewOn'>>;

export function fieldsOf(article: Source | undefined, suggestedCode: string): ArticleFields {
  return {
    code: article?.code ?? suggestedCode,
    title: article?.title ?? '',
    category: article?.category ?? 'faq',
    tags: article?.tags ?? [],
    questions: article?.questions.join('\n') ?? '',
    bodyMarkdown: article?.bodyMarkdown ?? '',
    ownerId: article?.owner?.id ?? null,
    reviewOn: article?.reviewOn ?? '',
  };
}

export function draftOf(fields: ArticleFields): ArticleDraft {
  return {
    code: fields.code.trim().toUpperCase(),
    title: fields.title.trim(),
    category: fields.category,
    tags: fields.tags,
    questions: fields.questions
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    bodyMarkdown: fields.bodyMarkdown.trim(),
    ownerId: fields.ownerId,
    reviewOn: fields.reviewOn === '' ? null : fields.reviewOn,
  };
}

/** Whether saving would change anything. */
export function isSame(article: Article, draft: ArticleDraft): boolean {
  const kept = draftOf(fieldsOf(article, ''));
  return JSON.stringify(kept) === JSON.stringify(draft);
}

/** The text of an earlier version in the editor; who looks after the article is not part of it and stays. */
export function restoredFields(old: Source, now: ArticleFields): ArticleFields {
  return { ...fieldsOf(old, ''), ownerId: now.ownerId, reviewOn: now.reviewOn };
}
