import { AppError } from '../core/errors.ts';
import type { Database, Transaction } from '../database/database.ts';
import { addCandidate, type CandidateDeps, type CandidateResult } from './candidates.ts';
import { findQuestionOf, getAnswerForUpdate } from './feedback.store.ts';

export interface StaffAnswer {
  conversationId: string;
  /** What the AI could not answer. */
  question: string;
  /** What the person wrote to the customer. */
  answer: string;
  authorId: string;
  intent?: string | null;
  /** The person's message, when it is stored already. */
  messageId?: string | null;
}

/**
 * A person's reply to a question that the AI could not answer becomes a candidate (human_curated). The desk calls it
 * inside the transaction that stores the reply. It waits in the queue for an admin, however good it is.
 */
export function createProposeStaffAnswer(deps: CandidateDeps) {
  return function proposeStaffAnswer(tx: Transaction, reply: StaffAnswer): Promise<CandidateResult> {
    return addCandidate(tx, deps, {
      question: reply.question,
      answer: reply.answer,
      intent: reply.intent ?? null,
      confidence: null,
      sourceType: 'human_curated',
      conversationId: reply.conversationId,
      messageId: reply.messageId ?? null,
      qualityScore: null,
    });
  };
}

/** A colleague writes the answer that the AI should have given. Returns the example it became, or the one it equals. */
export function createProposeCorrection(deps: CandidateDeps & { db: Database }) {
  return function proposeCorrection(input: { messageId: string; answer: string }): Promise<{ exampleId: string }> {
    return deps.db.transaction(async (tx) => {
      const message = await getAnswerForUpdate(tx, input.messageId);
      if (!message.isByAi) throw new AppError('BAD_INPUT', 'Only what the AI wrote can be corrected.');
      const question = await findQuestionOf(tx, message.id);
      if (question === undefined)
        throw new AppError(
          'BAD_INPUT',
          'No question of the customer stands before this message, so there is nothing to correct.',
        );
      const result = await addCandidate(tx, deps, {
        question,
        answer: input.answer,
        intent: message.intent,
        confidence: null,
        sourceType: 'human_curated',
        conversationId: message.conversationId,
        messageId: message.id,
        qualityScore: null,
      });
      if (result.outcome === 'low_value')
        throw new AppError(
          'BAD_INPUT',
          'The message before this answer asks nothing that an answer could be learned for.',
        );
      return { exampleId: result.exampleId };
    });
  };
}
