import type { Clock } from '../core/clock.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { addFurtherSource } from './alike/example-pair.store.ts';
import { listConversationTexts } from './conversation-texts.store.ts';
import { findKnown } from './customer-facts.store.ts';
import { findSamePair, insertCandidate, type NewExample } from './example.store.ts';
import { isLowValueQuestion } from './question-value.ts';
import type { Scrub } from './scrub-pii.ts';

export interface CandidateDeps {
  clock: Clock;
  newId: () => string;
  scrub: Scrub;
  /** What belongs to the business itself and is never taken for a customer's: its name, phone, e-mail, address. */
  keep?: (db: Queryable) => Promise<readonly string[]>;
  /** Has what waits compared with articles and other examples, once this transaction has committed. */
  requestComparing: (tx: Transaction) => Promise<void>;
}

export type Candidate = Omit<NewExample, 'id' | 'at'>;

/** What became of a proposal. Only `added` has put a new row into the review queue. */
export type CandidateResult =
  | { outcome: 'added'; exampleId: string }
  | { outcome: 'duplicate'; exampleId: string }
  | { outcome: 'low_value' };

/**
 * Puts a question and its answer into the review queue, unless it asks nothing or is there already. What identifies the
 * customer (the record's facts, numbers, links) is replaced before it is stored, as an approved answer is shown to
 * other customers; names that only the language gives away are marked for the reviewer and replaced at export.
 */
export async function addCandidate(
  tx: Transaction,
  deps: CandidateDeps,
  candidate: Candidate,
): Promise<CandidateResult> {
  const known = await findKnown(tx, candidate.conversationId);
  const scrubber = deps.scrub({ ...known, keep: (await deps.keep?.(tx)) ?? [], guessNames: false });
  // The same person or number has the same placeholder in every candidate of a conversation.
  const said = await listConversationTexts(tx, [candidate.conversationId]);
  for (const text of said.get(candidate.conversationId) ?? []) scrubber.meet(text);
  const question = scrubber.scrub(candidate.question.trim());
  const answer = scrubber.scrub(candidate.answer.trim());
  if (isLowValueQuestion(question) || answer === '') return { outcome: 'low_value' };
  const same = await findSamePair(tx, question, answer);
  if (same !== undefined) {
    if (candidate.messageId !== null) await addFurtherSource(tx, same.id, candidate.messageId, deps.clock.now());
    return { outcome: 'duplicate', exampleId: same.id };
  }
  const exampleId = deps.newId();
  await insertCandidate(tx, { ...candidate, question, answer, id: exampleId, at: deps.clock.now() });
  await deps.requestComparing(tx);
  tx.emit({ type: 'training.updated', conversationId: candidate.conversationId, subjectId: exampleId });
  return { outcome: 'added', exampleId };
}
