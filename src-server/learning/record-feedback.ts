import type { WrongBecause } from '../contract/quality.ts';
import { AppError } from '../core/errors.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { CandidateDeps } from './candidates.ts';
import { type AnswerRow, getAnswerForUpdate, listFeedback, upsertFeedback } from './feedback.store.ts';
import { type QualityScore, scoreQuality } from './quality-score.ts';
import { scoreAnew } from './score-anew.ts';

export interface FeedbackInput {
  messageId: string;
  /** A customer's feedback has no author id: the conversation is theirs. */
  author: { kind: 'customer' } | { kind: 'staff'; id: string };
  /** When given, the message must belong to this conversation: a customer judges only what was said to them. */
  conversationId?: string;
  /** Null takes back what was said; undefined leaves it as it was. */
  thumbs?: 'up' | 'down' | null;
  stars?: number | null;
  helpful?: boolean | null;
  accurate?: boolean | null;
  comment?: string | null;
  /** Why a colleague finds the answer wrong. */
  wrongBecause?: WrongBecause | null | undefined;
}

export interface FeedbackResult {
  /** The message's score from everybody's feedback, with its parts. */
  quality: QualityScore;
  /** Whether the message is a training example now, approved or waiting for approval. */
  promoted: boolean;
  exampleId: string | undefined;
}

/**
 * Records what somebody says about an AI answer, scores the answer anew and lets that decide whether it is a candidate
 * for training. Saying it twice changes nothing; saying something else replaces it. An answer that falls below the bar
 * leaves the queue again, unless a reviewer has already decided on it: decisions of people stand.
 */
export function createRecordFeedback(deps: CandidateDeps & { db: Database }) {
  return function recordFeedback(input: FeedbackInput): Promise<FeedbackResult> {
    return deps.db.transaction(async (tx) => {
      const message = await getAnswerForUpdate(tx, input.messageId);
      if (input.conversationId !== undefined && input.conversationId !== message.conversationId)
        throw new AppError('NOT_FOUND', 'There is no such message in this conversation.');
      if (!message.isAiAnswer) throw new AppError('BAD_INPUT', 'Only answers of the AI can be judged.');
      await storeFeedback(tx, deps, input, message);
      const { quality, exampleId } = await scoreAnew(tx, deps, message);
      tx.emit({ type: 'feedback.recorded', conversationId: message.conversationId, subjectId: message.id });
      return { quality, promoted: exampleId !== undefined, exampleId };
    });
  };
}

async function storeFeedback(tx: Transaction, deps: CandidateDeps, input: FeedbackInput, message: AnswerRow) {
  const authorId = input.author.kind === 'staff' ? input.author.id : null;
  const said = (await listFeedback(tx, message.id)).find(
    (one) => one.authorKind === input.author.kind && one.authorId === authorId,
  );
  const values = {
    thumbs: replaced(input.thumbs, said?.thumbs),
    stars: replaced(input.stars, said?.stars),
    helpful: replaced(input.helpful, said?.helpful),
    accurate: replaced(input.accurate, said?.accurate),
    comment: replaced(input.comment, said?.comment),
    wrongBecause: replaced(input.wrongBecause, said?.wrongBecause),
  };
  await upsertFeedback(tx, {
    ...values,
    id: said?.id ?? deps.newId(),
    messageId: message.id,
    conversationId: message.conversationId,
    authorKind: input.author.kind,
    authorId,
    qualityScore: scoreQuality(values).score,
    at: deps.clock.now(),
  });
}

function replaced<T>(next: T | null | undefined, before: T | null | undefined): T | null {
  return next === undefined ? (before ?? null) : next;
}
