import { ImportDraft } from '../../contract/imports.ts';
import { cleanMarkdown } from './clean-markdown.ts';

/** What a file holds: a draft (a CSV or ZIP many), or a sentence that says why it cannot be read. */
export type ReadOutcome = { file: string; draft: ImportDraft } | { file: string; reason: string };

const LONGEST_TEXT = 200_000;

/** The draft of these fields, with a text that is safe to show, or what is wrong with them. Every reader ends here. */
export function outcomeOf(file: string, fields: Record<string, unknown> & { bodyMarkdown: string }): ReadOutcome {
  if (fields.bodyMarkdown.length > LONGEST_TEXT)
    return { file, reason: 'It holds more text than the 200,000 characters of an article. Split it into several.' };
  const draft = ImportDraft.safeParse({ ...fields, bodyMarkdown: cleanMarkdown(fields.bodyMarkdown) });
  if (draft.success) return { file, draft: draft.data };
  const problems = draft.error.issues.map((issue) => `${fieldName(issue.path)}: ${issue.message}`);
  return { file, reason: problems.join('; ') };
}

function fieldName(path: readonly PropertyKey[]): string {
  return path[0] === 'bodyMarkdown' ? 'text' : path.map(String).join('.');
}
