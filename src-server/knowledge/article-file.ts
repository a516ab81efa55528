import { parseDocument, stringify } from 'yaml';
import { ArticleDraft } from '../contract/knowledge.ts';

/** An article read from a file, or the sentence that says why the file could not be read. */
export type ArticleFile = { file: string; draft: ArticleDraft } | { file: string; reason: string };

const FRONT_MATTER = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/;

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
  const frontMatter = FRONT_MATTER.exec(text);
  if (frontMatter === null)
    return {
      file,
      reason: 'It does not start with front matter: lines between two "---" with code, title and category.',
    };

  const yaml = parseDocument(frontMatter[1] ?? '');
  const broken = yaml.errors[0];
  if (broken !== undefined)
    return { file, reason: `Its front matter is not valid YAML: ${firstLine(broken.message)}.` };

  let fields: unknown;
  try {
    fields = yaml.toJS({ maxAliasCount: 0 });
  } catch {
    return { file, reason: 'Its front matter uses YAML aliases, which are not supported. Write the values out.' };
  }
  if (fields === null || typeof fields !== 'object' || Array.isArray(fields))
    return { file, reason: 'Its front matter holds no fields. Write for example "code: KB-042".' };

  const draft = ArticleDraft.safeParse({ ...fields, bodyMarkdown: text.slice(frontMatter[0].length) });
  if (draft.success) return { file, draft: draft.data };
  const problems = draft.error.issues.map((issue) => `${fieldName(issue.path)}: ${issue.message}`);
  return { file, reason: problems.join('; ') };
}

/** Writes an article so that `parseArticleFile` reads back the same. */
export function formatArticleFile(draft: ArticleDraft): string {
  const { bodyMarkdown, ...fields } = draft;
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n\n${bodyMarkdown}\n`;
}

/** The message of the YAML parser goes on with a picture of the place, after a colon. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/:$/, '');
}

function fieldName(path: readonly PropertyKey[]): string {
  return path[0] === 'bodyMarkdown' ? 'text' : path.map(String).join('.');
}
