import type { Trace } from '../contract/traces.ts';
import type { Transaction } from '../database/database.ts';
import type { CallOptions } from '../models/embedder.ts';
import { createMessageAccount } from '../models/gateway/budget.ts';
import type { AgentDeps } from './agent-deps.ts';
import type { RunCall } from './answer-runs.ts';
import { createLimitAutonomy, type Held } from './autonomy/limit-autonomy.ts';
import { type Draft, handOver, type Reply, ruleTrace } from './draft.ts';
import { createDraftTurn } from './draft-turn.ts';
import { createLookAfterAgents } from './rules/after-agents.ts';
import { decideBeforeAgents } from './rules/before-agents.ts';
import { countAiMessages, findFailedQuestions } from './rules/rules.store.ts';
import { findSafetyMatter } from './safety/find-safety-matter.ts';
import { toSafety } from './safety/to-safety.ts';
import { insertCitations, insertTrace } from './trace.store.ts';
import { findTurn, keepLateWaiting, passFence } from './turn.store.ts';
import { standaloneQuestion, type Turn } from './turn.ts';
import { createTurnJournal, type TurnJournal } from './turn-journal.ts';

export interface AnswerRequest {
  conversationId: string;
  /** The message that asked for the answer. */
  messageId: string;
}

type AnswerOutcome = Trace['outcome'] | 'nothing to do';

/**
 * Answers what is unanswered in a conversation, or hands it over. May be run any number of times for the same message:
 * it does nothing when a person has the conversation, when all is answered, or when a newer message has its own run. It
 * is dropped in the middle when the customer writes again or a person takes over.
 */
export function createAnswerConversation(deps: AgentDeps) {
  const draftTurn = createDraftTurn(deps);
  const limitAutonomy = createLimitAutonomy(deps);
  const lookAfterAgents = createLookAfterAgents({
    findFailedQuestions: ({ conversationId, questionMessageId }) =>
      findFailedQuestions(deps.db, conversationId, questionMessageId),
    asksTheSame: deps.asksTheSame,
  });

  async function answerConversation(request: AnswerRequest, signal?: AbortSignal): Promise<AnswerOutcome> {
    const outcome = await deps.runs.run(request.conversationId, signal, (call) => answer(request, call));
    return outcome ?? 'dropped';
  }

  async function answer(request: AnswerRequest, { signal, watch }: RunCall): Promise<AnswerOutcome> {
    const journal = createTurnJournal(deps.clock);
    const turn = await findTurn(deps.db, request.conversationId);
    if (turn === undefined) return 'nothing to do';
    watch(turn.fence);
    if (turn.questionMessageId !== request.messageId && !(await isOverdue(turn))) return 'nothing to do';
    if (await deps.isDrafted(deps.db, turn.questionMessageId)) return 'nothing to do';
    // One account for all that the answer takes, so that the budget for one message holds over every call.
    const call: CallOptions = { signal, account: createMessageAccount() };
    const settings = await deps.readSettings(deps.db);
    const rules = await deps.readRules(deps.db);
    const aiMessages = await countAiMessages(deps.db, turn.conversationId, journal.startedAt);
    const decided = settings.aiEnabled ? decideBeforeAgents(turn, { settings, rules, aiMessages }) : undefined;
    const served = decided === undefined ? await deps.serve(deps.db, turn.conversationId) : undefined;
    const draft =
      decided ?? (await lookAfterAgents(turn, await draftTurn(turn, settings, { ...call, journal, served }), call));
    signal.throwIfAborted();
    const limited = await limitAutonomy(turn, draft);
    return deps.db.transaction((tx) =>
      finish(tx, turn, limited.draft, journal, {
        autonomyIntent: limited.intent,
        versionId: served?.versionId ?? null,
      }),
    );
  }

  /** A customer who writes on and on: then each message of the burst may have it answered, not only the last. */
  async function isOverdue({ waitingSince }: Turn): Promise<boolean> {
    if (waitingSince === null || waitingSince === undefined) return false;
    const { longestWaitSeconds } = await deps.readRules(deps.db);
    return deps.clock.now().getTime() - waitingSince.getTime() >= longestWaitSeconds * 1_000;
  }

  /** The last resort when answering failed for good: the customer must not wait for nothing. */
  async function giveUp(request: AnswerRequest): Promise<void> {
    const journal = createTurnJournal(deps.clock);
    const turn = await findTurn(deps.db, request.conversationId);
    if (turn === undefined) return;
    const matter = findSafetyMatter(turn.question);
    const draft =
      matter === undefined
        ? handOver(
            'tool_failure',
            undefined,
            'The AI failed to answer; the log tells why.',
            ruleTrace('none', 'unknown', 0),
          )
        : toSafety(matter, turn);
    await deps.db.transaction((tx) => finish(tx, turn, draft, journal));
  }

  async function finish(
    tx: Transaction,
    turn: Turn,
    draft: Draft | Held,
    journal: TurnJournal,
    { autonomyIntent, versionId }: { autonomyIntent: string | null; versionId: string | null } = NOTHING_SERVED,
  ): Promise<Trace['outcome']> {
    const writingSince = deps.clock.now();
    const mayAct = await passFence(tx, turn.conversationId, turn.fence);
    const reply = mayAct && draft.action === 'transact' ? await draft.run(tx) : draft;
    const sent = mayAct && reply.action !== 'transact' ? await act(tx, turn, reply) : DROPPED;
    const at = deps.clock.now();
    const traceId = deps.newId();
    await insertTrace(tx, {
      ...reply.trace,
      id: traceId,
      autonomyIntent,
      modelVersionId: versionId,
      conversationId: turn.conversationId,
      questionMessageId: turn.questionMessageId,
      messageId: sent.messageId,
      outcome: sent.outcome,
      ...journal.calls,
      steps: [...journal.steps, { name: 'write', ms: at.getTime() - writingSince.getTime() }],
      durationMs: at.getTime() - journal.startedAt.getTime(),
      at,
    });
    if (reply.action === 'hold' && sent.outcome === 'drafted') await hold(tx, turn, reply, traceId, autonomyIntent);
    if (sent.outcome === 'answered' || sent.outcome === 'declined') await goOnWithLate(tx, turn);
    if (isUnanswered(reply, sent.outcome))
      await deps.recordUnanswered(tx, {
        messageId: turn.questionMessageId,
        conversationId: turn.conversationId,
        text: standaloneQuestion(turn),
        outcome: sent.outcome === 'declined' ? 'declined' : 'escalated',
        at,
      });
    return sent.outcome;
  }

  async function goOnWithLate(tx: Transaction, { conversationId, questionMessageId }: Turn): Promise<void> {
    const messageId = await keepLateWaiting(tx, conversationId, questionMessageId);
    if (messageId !== undefined) await deps.requestAnswer(tx, { conversationId, messageId });
  }

  async function act(
    tx: Transaction,
    turn: Turn,
    draft: Reply | Held,
  ): Promise<{ outcome: Trace['outcome']; messageId: string | null }> {
    const { conversationId } = turn;
    if (draft.action === 'escalate') {
      const { reason, priority, detail, summary, preface } = draft;
      const questionMessageId = turn.questionMessageId;
      const messageId = await deps.escalate(tx, {
        ...{ conversationId, reason, detail, questionMessageId, priority, summary, preface },
      });
      return { outcome: 'escalated', messageId: messageId ?? null };
    }
    if (draft.action === 'hold') return { outcome: 'drafted', messageId: null };
    const messageId = deps.newId();
    const { text: content, metadata } = draft;
    await deps.insertAnswer(tx, {
      id: messageId,
      conversationId,
      channel: turn.channel,
      content,
      metadata,
      at: deps.clock.now(),
    });
    await insertCitations(tx, messageId, draft.citedChunkIds);
    await deps.countUsage(tx, draft.citedChunkIds);
    await deps.markExamplesUsed(tx, draft.exampleIds);
    tx.emit({ type: 'message.created', conversationId, subjectId: messageId });
    tx.emit({ type: 'conversation.updated', conversationId });
    return { outcome: metadata.kind === 'declined' ? 'declined' : 'answered', messageId };
  }

  /** Leaves the answer to a person, who sends it; the customer is told nothing. */
  async function hold(
    tx: Transaction,
    turn: Turn,
    { reply, changesBooking }: Held,
    traceId: string,
    intent: string | null,
  ) {
    const { conversationId, questionMessageId, channel } = turn;
    const { text: content, metadata, citedChunkIds, exampleIds } = reply;
    await deps.keepDraft(tx, {
      ...{ conversationId, questionMessageId, channel, content, metadata, citedChunkIds, exampleIds, traceId },
      ...{ origin: 'autonomy', intent: intent ?? reply.trace.intent, changesBooking },
    });
    tx.emit({ type: 'conversation.updated', conversationId });
  }

  return { answerConversation, giveUp };
}

const NOTHING_SERVED = { autonomyIntent: null, versionId: null };
const DROPPED = { outcome: 'dropped', messageId: null } as const;

/** Whether nothing that was found answered the question, as opposed to a customer who wants a person. */
function isUnanswered(draft: Draft | Held, outcome: Trace['outcome']): boolean {
  if (draft.action === 'send') return outcome === 'declined';
  if (draft.action === 'transact' || draft.action === 'hold') return false;
  return outcome === 'escalated' && (draft.reason === 'low_confidence' || draft.reason === 'repeated_failure');
}
