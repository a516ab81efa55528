import type { Transaction } from '../../database/database.ts';
import type { GapDeps } from './gap-deps.ts';
import { insertGapQuestion, type NewGapQuestion } from './gap-question.store.ts';

export type RecordUnanswered = (tx: Transaction, question: NewGapQuestion) => Promise<void>;

/**
 * Remembers a question that the AI could not answer, in the transaction that records how it was treated: none is lost
 * and none counted twice. Kept without personal data, as its words become titles and drafts that others read.
 */
export function createRecordUnanswered(
  deps: Pick<GapDeps, 'scrubText' | 'asksNothing' | 'requestSorting'>,
): RecordUnanswered {
  return async function recordUnanswered(tx, question) {
    const text = (await deps.scrubText(tx, question.conversationId, question.text)).trim();
    if (deps.asksNothing(text)) return;
    await insertGapQuestion(tx, { ...question, text: shortened(text) });
    await deps.requestSorting(tx);
  };
}

const LONGEST_CHARACTERS = 1_000;

/** A question of several pages is recognised by its beginning. */
function shortened(text: string): string {
  return text.length <= LONGEST_CHARACTERS ? text : `${text.slice(0, LONGEST_CHARACTERS - 1)}…`;
}
