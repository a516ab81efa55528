import type { Article, ArticleDraft } from '#contract/knowledge.ts';

/** An article as the editor holds it: questions as one text, a line each. */
export interface ArticleFields {
  code: string;
  title: string;
  category: ArticleDraft['category'];
  tags: string[];
  questions: string;
  bodyMarkdown: string;
}

export function fieldsOf(article: ArticleDraft | undefined, suggestedCode: string): ArticleFields {
  return {
    code: article?.code ?? suggestedCode,
    title: article?.title ?? '',
    category: article?.category ?? 'faq',
    tags: article?.tags ?? [],
    questions: article?.questions.join('\n') ?? '',
    bodyMarkdown: article?.bodyMarkdown ?? '',
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
  };
}

/** Whether saving would change anything. */
export function isSame(article: Article, draft: ArticleDraft): boolean {
  const kept = draftOf(fieldsOf(article, ''));
  return JSON.stringify(kept) === JSON.stringify(draft);
}
