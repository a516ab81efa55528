import type { Queryable, Transaction } from '../database/database.ts';
import { removeFurtherSource } from './alike/example-pair.store.ts';
import { addCandidate, type CandidateDeps } from './candidates.ts';
import { listConduct, toSignals } from './conduct.store.ts';
import { deleteUndecided, findExampleOfMessage, updatePendingScore } from './example.store.ts';
import { type AnswerRow, findQuestionOf, listFeedback, markTrainingData } from './feedback.store.ts';
import { PROMOTION_SCORE, type QualityScore, scoreTogether } from './quality-score.ts';
import { flagExamplesBehind, setSecondLook } from './second-look.store.ts';

/** The score of an answer from what everybody said of it and did after it. */
export async function scoreMessage(tx: Queryable, messageId: string): Promise<QualityScore> {
  return scoreTogether([...(await listFeedback(tx, messageId)), ...(await listConduct(tx, messageId)).map(toSignals)]);
}

/**
 * Scores an answer and lets that decide whether it is a candidate for training. One that nobody has decided on follows
 * the score, and leaves the queue where it falls below the bar; an approved one stays in use and is flagged for a second
 * look. A thumbs down also flags the approved examples that the answer was made of.
 */
export async function scoreAnew(
  tx: Transaction,
  deps: CandidateDeps,
  message: AnswerRow,
): Promise<{ quality: QualityScore; exampleId: string | undefined }> {
  const quality = await scoreMessage(tx, message.id);
  if (quality.thumbsDown) await flagExamplesBehind(tx, message.id, deps.clock.now());
  return { quality, exampleId: await promoteOrWithdraw(tx, deps, message, quality) };
}

async function promoteOrWithdraw(
  tx: Transaction,
  deps: CandidateDeps,
  message: AnswerRow,
  quality: QualityScore,
): Promise<string | undefined> {
  const existing = await findExampleOfMessage(tx, message.id);
  if (existing !== undefined) {
    const withdrawn = quality.score < PROMOTION_SCORE && (await deleteUndecided(tx, existing.id));
    if (!withdrawn) await updatePendingScore(tx, existing.id, quality.score, deps.clock.now());
    if (existing.status === 'approved') await setSecondLook(tx, existing.id, quality.score, deps.clock.now());
    tx.emit({ type: 'training.updated', conversationId: message.conversationId, subjectId: existing.id });
    if (withdrawn) await mark(tx, message, false);
    return withdrawn || existing.status === 'rejected' ? undefined : existing.id;
  }
  if (quality.score < PROMOTION_SCORE) {
    await removeFurtherSource(tx, message.id);
    return undefined;
  }
  const question = await findQuestionOf(tx, message.id);
  if (question === undefined) return undefined;
  const result = await addCandidate(tx, deps, {
    question,
    answer: message.content,
    intent: message.intent,
    confidence: message.confidence,
    sourceType: 'feedback',
    conversationId: message.conversationId,
    messageId: message.id,
    qualityScore: quality.score,
  });
  if (result.outcome !== 'added') return undefined;
  await mark(tx, message, true);
  return result.exampleId;
}

async function mark(tx: Transaction, message: AnswerRow, isTrainingData: boolean): Promise<void> {
  await markTrainingData(tx, message.id, isTrainingData);
  tx.emit({ type: 'message.updated', conversationId: message.conversationId, subjectId: message.id });
}
