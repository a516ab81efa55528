import type { Database, Transaction } from '../database/database.ts';
import type { CallOptions } from '../models/embedder.ts';
import { createMessageAccount } from '../models/gateway/budget.ts';
import type { CandidateDeps } from './candidates.ts';
import { type FollowUp, insertAskedAgain, insertNewConduct, listFollowUps, markFollowUp } from './conduct.store.ts';
import { getAnswerForUpdate } from './feedback.store.ts';
import { isLowValueQuestion } from './question-value.ts';
import { scoreAnew } from './score-anew.ts';

/** Further back than a sidecar is switched off over a weekend. Looking twice changes nothing. */
const LOOK_BACK_MS = 4 * 24 * 3_600_000;
/** What is left over is looked at in the next run, two minutes later. */
const FOLLOW_UPS_A_RUN = 200;

export interface ConductDeps extends CandidateDeps {
  db: Database;
  /** Whether a question asks the same as one of those before it, also in other words. */
  asksTheSame: (question: string, before: readonly string[], call: CallOptions) => Promise<boolean>;
}

/**
 * Lets what customers do count like what they say: reads who asked again, asked for a person or booked since the last
 * time, and scores the answers before it anew. Who asks the same again is also seen where nobody was called for it. Safe
 * to run again and to interrupt.
 */
export function createCollectConduct(deps: ConductDeps) {
  return async function collectConduct(signal?: AbortSignal): Promise<void> {
    const since = new Date(deps.clock.now().getTime() - LOOK_BACK_MS);
    await deps.db.transaction(async (tx) => {
      for (const messageId of await insertNewConduct(tx, since)) await scoreOne(tx, deps, messageId);
    });
    // One account for all of them: a model that fails is waited for once a run, not once a message.
    const call = { signal, account: createMessageAccount() };
    for (const followUp of await listFollowUps(deps.db, since, FOLLOW_UPS_A_RUN)) {
      signal?.throwIfAborted();
      await lookAt(deps, followUp, call);
    }
  };
}

async function lookAt(deps: ConductDeps, followUp: FollowUp, call: CallOptions): Promise<void> {
  const { messageId } = followUp;
  const answerId = await findAskedBefore(deps, followUp, call);
  await deps.db.transaction(async (tx) => {
    if (!(await markFollowUp(tx, messageId)) || answerId === undefined) return;
    if (await insertAskedAgain(tx, answerId, messageId)) await scoreOne(tx, deps, answerId);
  });
}

/** The newest answer to the same question, whatever was asked in between; undefined where this is a new question. */
async function findAskedBefore(
  { asksTheSame }: ConductDeps,
  { asked, earlier }: FollowUp,
  call: CallOptions,
): Promise<string | undefined> {
  if (isLowValueQuestion(asked)) return undefined;
  const questions = earlier.filter(({ question }) => !isLowValueQuestion(question));
  const texts = questions.map(({ question }) => question);
  if (texts.length === 0 || !(await asksTheSame(asked, texts, call))) return undefined;
  for (const { answerId, question } of questions)
    if (questions.length === 1 || (await asksTheSame(asked, [question], call))) return answerId;
  return undefined;
}

async function scoreOne(tx: Transaction, deps: CandidateDeps, messageId: string): Promise<void> {
  const message = await getAnswerForUpdate(tx, messageId);
  await scoreAnew(tx, deps, message);
  tx.emit({ type: 'feedback.recorded', conversationId: message.conversationId, subjectId: message.id });
}
