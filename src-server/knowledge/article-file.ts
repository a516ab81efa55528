import { stringify } from 'yaml';
import type { ImportDraft } from '../contract/imports.ts';
import { ArticleDraft } from '../contract/knowledge.ts';
import { type FrontMatter, readFrontMatter } from './reading/front-matter.ts';
import { UnreadableError } from './reading/unreadable-error.ts';

/** An article read from a file, or the sentence that says why the file could not be read. */
export type ArticleFile = { file: string; draft: ArticleDraft } | { file: string; reason: string };

/**
 * Reads a Markdown file with front matter:
 *
 *     ---
 *     code: KB-042
 *     title: Cancellation & Refund Policy
 *     category: policy
 *     tags: [refund]
 *     questions:
 *       - Can I get a refund?
 *     ---
 *
 *     The text.
 */
export function parseArticleFile(file: string, content: string): ArticleFile {
  const text = content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (text.includes('\0')) return { file, reason: 'It is not a text file. Save it as Markdown in UTF-8.' };
  const found = frontMatterOf(text);
  if (found === undefined)
    return {
      file,
      reason: 'It does not start with front matter: lines between two "---" with code, title and category.',
    };
  if ('reason' in found) return { file, reason: found.reason };

  const draft = ArticleDraft.safeParse({ ...found.fields, bodyMarkdown: found.text });
  if (draft.success) return { file, draft: draft.data };
  const problems = draft.error.issues.map((issue) => `${fieldName(issue.path)}: ${issue.message}`);
  return { file, reason: problems.join('; ') };
}

/** Writes an article so that it can be read back the same. Fields that are left out are not written. */
export function formatArticleFile({ bodyMarkdown, ...fields }: ImportDraft): string {
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n\n${bodyMarkdown}\n`;
}

function frontMatterOf(text: string): FrontMatter | { reason: string } | undefined {
  try {
    return readFrontMatter(text);
  } catch (error) {
    if (error instanceof UnreadableError) return { reason: error.message };
    throw error;
  }
}

function fieldName(path: readonly PropertyKey[]): string {
  return path[0] === 'bodyMarkdown' ? 'text' : path.map(String).join('.');
}
