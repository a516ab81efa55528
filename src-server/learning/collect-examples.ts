import type { Database, Queryable } from '../database/database.ts';
import { findFactsOf } from './customer-facts.store.ts';
import { countLeftOut, listTrainable, type SourceFilter, type SourceRow } from './dataset.store.ts';
import { isLowValueQuestion, normaliseText } from './question-value.ts';
import type { Scrub, Scrubber } from './scrub-pii.ts';

const PAGE = 500;

export interface CollectedExamples {
  examples: { id: string; conversationId: string | null; question: string; answer: string }[];
  /** All examples there are, whatever their state. */
  considered: number;
  leftOut: Record<string, number>;
  /** How many pieces of personal data were replaced, by kind. */
  scrubbed: Record<string, number>;
}

export interface CollectDeps {
  db: Database;
  scrub: Scrub;
  keep?: (db: Queryable) => Promise<readonly string[]>;
}

/**
 * Reads what may be exported, page by page, scrubs it and leaves out what says the same twice. Placeholders are the
 * same for the same person throughout a conversation.
 */
export async function collectExamples(deps: CollectDeps, filter: SourceFilter): Promise<CollectedExamples> {
  const keep = (await deps.keep?.(deps.db)) ?? [];
  const scrubbers = new Map<string, Scrubber>();
  const seen = new Set<string>();
  const leftOut = await countLeftOut(deps.db, filter);
  const scrubbed: Record<string, number> = {};
  const examples: CollectedExamples['examples'] = [];
  let read = 0;
  const leave = (reason: string) => {
    leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  };
  for await (const page of trainablePages(deps.db, filter)) {
    const conversations = page.flatMap((row) => (row.conversationId === null ? [] : [row.conversationId]));
    const facts = await findFactsOf(deps.db, [...new Set(conversations)]);
    for (const row of page) {
      read += 1;
      const key = row.conversationId ?? row.id;
      const scrubber = scrubbers.get(key) ?? deps.scrub({ facts: facts.get(key) ?? {}, keep });
      scrubbers.set(key, scrubber);
      const question = scrubber.scrub(row.question.trim());
      const answer = scrubber.scrub(row.answer.trim());
      const pair = `${normaliseText(question)}\n${normaliseText(answer)}`;
      if (isLowValueQuestion(question) || answer === '') leave('nothing_asked');
      else if (seen.has(pair)) leave('duplicate');
      else {
        seen.add(pair);
        examples.push({ id: row.id, conversationId: row.conversationId, question, answer });
      }
    }
  }
  for (const scrubber of scrubbers.values())
    for (const [type, count] of Object.entries(scrubber.found)) scrubbed[type] = (scrubbed[type] ?? 0) + count;
  const considered =
    read +
    ['not_approved', 'inactive', 'quality_too_low', 'too_old'].reduce((sum, reason) => sum + (leftOut[reason] ?? 0), 0);
  return { examples, considered, leftOut, scrubbed };
}

async function* trainablePages(db: Queryable, filter: SourceFilter): AsyncGenerator<SourceRow[]> {
  let after: { quality: string; id: string } | undefined;
  for (;;) {
    const page = await listTrainable(db, filter, after, PAGE);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = { quality: last.quality, id: last.id };
  }
}
