import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Database, Transaction } from '../../database/database.ts';
import {
  type ExampleRow,
  type ExampleState,
  getExampleForUpdate,
  holdMerged,
  markMerged,
  updateReviewed,
} from '../example.store.ts';
import { readExample } from '../list-examples.ts';
import { insertReview, type ReviewDecision } from '../review.store.ts';
import { holdWaitingAlike, setParted } from './example-pair.store.ts';

interface MergeDeps {
  newId: () => string;
}

interface Reviewer {
  id: string;
  at: Date;
}

/** One approval is enough: what waits and asks the same gives its place to the approved one, and keeps its words and source. */
export async function mergeWaitingAlike(
  tx: Transaction,
  deps: MergeDeps,
  intoId: string,
  reviewer: Reviewer,
): Promise<void> {
  for (const id of await holdWaitingAlike(tx, intoId)) await mergeOne(tx, deps, id, intoId, reviewer);
}

/** The other way round: what was merged into an example waits again together with it. */
export async function restoreMerged(
  tx: Transaction,
  deps: MergeDeps,
  fromId: string,
  reviewer: Reviewer,
): Promise<void> {
  for (const { id } of await holdMerged(tx, fromId)) {
    const before = stateOf(await getExampleForUpdate(tx, id));
    const after: ExampleState = { ...before, status: 'pending' };
    await updateReviewed(tx, id, after, undefined, reviewer);
    await writeDown(tx, deps, { id, reviewer, decision: 'reopened', before, after });
  }
}

/** What a reviewer does with a group: leaves one out, parts two, or puts them together again. */
export function createArrangeAlike(deps: MergeDeps & { db: Database; clock: Clock }) {
  return {
    async merge(input: { id: string; intoId: string; reviewerId: string }) {
      if (input.id === input.intoId) throw new AppError('BAD_INPUT', 'An example cannot be merged into itself.');
      await deps.db.transaction(async (tx) => {
        const into = await getExampleForUpdate(tx, input.intoId);
        const { status } = await getExampleForUpdate(tx, input.id);
        if (status !== 'pending') throw new AppError('CONFLICT', 'This example was decided already. Reload the list.');
        if (into.status !== 'approved')
          throw new AppError('CONFLICT', 'Only an approved example can stand for another one. Approve it first.');
        await mergeOne(tx, deps, input.id, input.intoId, { id: input.reviewerId, at: deps.clock.now() });
      });
      return readExample(deps.db, input.id);
    },
    async setAlike(input: { id: string; otherId: string; isAlike: boolean; reviewerId: string }) {
      await deps.db.transaction(async (tx) => {
        const parted = input.isAlike ? undefined : { by: input.reviewerId, at: deps.clock.now() };
        if (!(await setParted(tx, { id: input.id, otherId: input.otherId, parted })))
          throw new AppError('NOT_FOUND', 'These two examples were not found to ask the same. Reload the list.');
        tx.emit({ type: 'training.updated', subjectId: input.id });
      });
      return readExample(deps.db, input.id);
    },
  };
}

async function mergeOne(tx: Transaction, deps: MergeDeps, id: string, intoId: string, reviewer: Reviewer) {
  const before = stateOf(await getExampleForUpdate(tx, id));
  await markMerged(tx, [id], intoId, reviewer);
  await writeDown(tx, deps, { id, reviewer, decision: 'merged', before, after: { ...before, status: 'merged' } });
  tx.emit({ type: 'training.updated', subjectId: id });
}

function writeDown(
  tx: Transaction,
  deps: MergeDeps,
  change: { id: string; reviewer: Reviewer; decision: ReviewDecision; before: ExampleState; after: ExampleState },
): Promise<void> {
  return insertReview(tx, {
    id: deps.newId(),
    exampleId: change.id,
    reviewerId: change.reviewer.id,
    decision: change.decision,
    before: change.before,
    after: change.after,
    reason: null,
    createdAt: change.reviewer.at,
  });
}

function stateOf({ question, answer, intent, status, qualityScore }: ExampleRow): ExampleState {
  return { question, answer, intent, status, qualityScore };
}
