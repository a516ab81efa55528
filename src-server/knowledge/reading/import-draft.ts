import type { z } from 'zod';
import { ImportDraft } from '../../contract/imports.ts';

export type { ImportDraft };

/** What a file holds: a draft (a CSV or ZIP many), or a sentence that says why it cannot be read. */
export type ReadOutcome = { file: string; draft: ImportDraft } | { file: string; reason: string };

/** The draft of these fields, or what is wrong with them. */
export function outcomeOf(file: string, fields: z.input<typeof ImportDraft> | Record<string, unknown>): ReadOutcome {
  const draft = ImportDraft.safeParse(fields);
  if (draft.success) return { file, draft: draft.data };
  const problems = draft.error.issues.map((issue) => `${fieldName(issue.path)}: ${issue.message}`);
  return { file, reason: problems.join('; ') };
}

function fieldName(path: readonly PropertyKey[]): string {
  return path[0] === 'bodyMarkdown' ? 'text' : path.map(String).join('.');
}
