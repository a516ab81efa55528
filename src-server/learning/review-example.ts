import type { TrainingExample } from '../contract/learning.ts';
import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { RecordAudit } from '../database/record-audit.ts';
import type { ActiveEmbedder } from '../models/embedder.ts';
import { acceptConflicts } from './alike/accept-conflicts.ts';
import type { createCheckConflicts } from './alike/check-conflicts.ts';
import { mergeWaitingAlike, restoreMerged } from './alike/merge-examples.ts';
import {
  type ExampleRow,
  type ExampleState,
  getExample,
  getExampleForUpdate,
  type StoredVector,
  updateReviewed,
} from './example.store.ts';
import { readExample } from './list-examples.ts';
import { findLastDecision, insertReview, type ReviewDecision } from './review.store.ts';

export interface ReviewDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  activeEmbedder: ActiveEmbedder;
  /** Lets the knowledge base follow the decision, in its transaction. */
  followReview: (tx: Transaction, change: ReviewedChange) => Promise<void>;
  checkConflicts: ReturnType<typeof createCheckConflicts>;
  /** Has what waits again, or in other words, compared; once the transaction has committed. */
  requestComparing: (tx: Transaction) => Promise<void>;
  recordAudit: RecordAudit;
}

export interface ReviewedChange {
  exampleId: string;
  wasApproved: boolean;
  isApproved: boolean;
  /** Whether question or answer are other words now. */
  isRewritten: boolean;
}

export interface ExampleEdit {
  question?: string | undefined;
  answer?: string | undefined;
  intent?: string | null | undefined;
}

interface ReviewInput {
  id: string;
  reviewerId: string;
  /** Approves although it contradicts an article or another example, which the reviewer has seen. */
  acceptsConflicts?: boolean | undefined;
}

/** The decisions of the training review. Each is written down with what was before and after, and can be undone. */
export interface ReviewExamples {
  /**
   * Approves, as it is or edited. The AI uses the example from this commit on, and what waits and asks the same is merged
   * into it. Approving again changes nothing. CONFLICT where it contradicts something that the reviewer did not accept.
   */
  approve(input: ReviewInput & ExampleEdit): Promise<TrainingExample>;
  /** Corrects the text and leaves the status as it is; an approved example is used in its new words at once. */
  edit(input: ReviewInput & ExampleEdit): Promise<TrainingExample>;
  /** Rejects; an approved example stops being used at once. */
  reject(input: ReviewInput & { reason?: string }): Promise<TrainingExample>;
  /** Undoes the last decision: the words are those of before it, and the example, with what was merged into it, waits again. */
  reopen(input: ReviewInput & { reason?: string }): Promise<TrainingExample>;
}

export function createReviewExamples(deps: ReviewDeps): ReviewExamples {
  return {
    approve: (input) =>
      decide(deps, input, 'approved', (now) => {
        const next = edited(now, input);
        const changed = next.question !== now.question || next.answer !== now.answer || next.intent !== now.intent;
        // Approving again what was flagged for a second look says that it stands.
        const isFlagged = now.secondLookAt !== null || now.conflictLookAt !== null;
        if (now.status === 'approved' && !changed && !isFlagged) return undefined;
        return { ...next, status: 'approved', qualityScore: approvedQuality(now, next) };
      }),
    edit: (input) =>
      decide(deps, input, 'edited', (now) => {
        const next = edited(now, input);
        return now.status === 'approved' ? { ...next, qualityScore: approvedQuality(now, next) } : next;
      }),
    reject: (input) =>
      decide(deps, input, 'rejected', (now) =>
        now.status === 'rejected' ? undefined : { ...stateOf(now), status: 'rejected' },
      ),
    reopen: async (input) => {
      const last = await findLastDecision(deps.db, input.id);
      return decide(deps, input, 'reopened', (now) =>
        now.status === 'pending' ? undefined : { ...(last?.before ?? stateOf(now)), status: 'pending' },
      );
    },
  };
}

/**
 * Reads, decides, embeds where the example will be in use, and only then opens the transaction, as embedding may take a
 * network call. If somebody else decided meanwhile, this decision is refused instead of overwriting theirs.
 */
async function decide(
  deps: ReviewDeps,
  input: ReviewInput & { reason?: string },
  decision: ReviewDecision,
  next: (now: ExampleRow) => ExampleState | undefined,
): Promise<TrainingExample> {
  const seen = await getExample(deps.db, input.id);
  const target = next(seen);
  if (target === undefined) return readExample(deps.db, input.id);
  const stored = target.status === 'approved' ? await embedQuestion(deps, target.question) : undefined;
  const accepted = stored === undefined ? [] : await acceptConflicts(deps, input, target, stored);
  await deps.db.transaction(async (tx) => {
    const current = await getExampleForUpdate(tx, input.id);
    if (JSON.stringify(stateOf(current)) !== JSON.stringify(stateOf(seen)))
      throw new AppError('CONFLICT', 'Somebody else has just changed this example. Reload it and decide again.');
    const at = deps.clock.now();
    await updateReviewed(tx, input.id, target, stored, { id: input.reviewerId, at });
    await insertReview(tx, {
      id: deps.newId(),
      exampleId: input.id,
      reviewerId: input.reviewerId,
      decision,
      before: stateOf(seen),
      after: target,
      reason: input.reason?.trim() || null,
      createdAt: at,
    });
    const reviewer = { id: input.reviewerId, at };
    if (target.status === 'approved') await mergeWaitingAlike(tx, deps, input.id, reviewer);
    if (target.status === 'pending') {
      await restoreMerged(tx, deps, input.id, reviewer);
      await deps.requestComparing(tx);
    }
    if (accepted.length > 0)
      await deps.recordAudit(tx, {
        actorId: input.reviewerId,
        action: 'training_example.approved_despite_conflicts',
        subjectType: 'training_example',
        subjectId: input.id,
        details: { against: accepted },
      });
    await deps.followReview(tx, {
      exampleId: input.id,
      wasApproved: seen.status === 'approved',
      isApproved: target.status === 'approved',
      isRewritten: target.question !== seen.question || target.answer !== seen.answer,
    });
    tx.emit({
      type: 'training.updated',
      subjectId: input.id,
      ...(seen.conversationId === null ? {} : { conversationId: seen.conversationId }),
    });
  });
  return readExample(deps.db, input.id);
}

async function embedQuestion(deps: ReviewDeps, question: string): Promise<StoredVector> {
  const embedder = await deps.activeEmbedder();
  const [vector] = await embedder.embed([question]);
  if (vector === undefined)
    throw new AppError('MODEL_FAILED', 'The question could not be embedded, so nothing was decided. Try again.');
  return { vector, model: embedder.model };
}

function stateOf(row: ExampleRow): ExampleState {
  const { question, answer, intent, status, qualityScore } = row;
  return { question, answer, intent, status, qualityScore };
}

function edited(now: ExampleRow, edit: ExampleEdit): ExampleState {
  const question = (edit.question ?? now.question).trim();
  const answer = (edit.answer ?? now.answer).trim();
  const issues = [
    ...(question === '' ? [{ path: 'question', message: 'Write a question.' }] : []),
    ...(answer === '' ? [{ path: 'answer', message: 'Write an answer.' }] : []),
  ];
  if (issues.length > 0) throw new AppError('BAD_INPUT', 'An example needs a question and an answer.', { issues });
  return { ...stateOf(now), question, answer, intent: edit.intent === undefined ? now.intent : edit.intent };
}

/**
 * Feedback scored the words that the customer saw. An answer that a person wrote or rewrote, and another vouched for,
 * has no such score: it counts as 1. An approved answer of the AI keeps the score of its feedback.
 */
function approvedQuality(now: ExampleRow, next: ExampleState): number | null {
  return now.sourceType === 'human_curated' || next.answer !== now.answer ? 1 : now.qualityScore;
}
