import type { AnswerPreview } from '../contract/lab.ts';
import type { AgentDeps } from './agent-deps.ts';
import { type Draft, ruleTrace } from './draft.ts';
import { draftAnswer } from './draft-answer.ts';
import { confidenceNeeded } from './escalation-policy.ts';
import { type AnswerMaterial, answerFromMaterial } from './knowledge-agent.ts';
import type { Turn } from './turn.ts';

/**
 * What a customer who begins a conversation with this question would get, by the same rules and the same model as in
 * earnest, and as if the AI were switched on. Nothing is stored and no use is counted.
 */
export function createPreviewAnswer(
  deps: Pick<AgentDeps, 'db' | 'readSettings' | 'language' | 'compareTexts' | 'route' | 'serve'>,
) {
  return async function previewAnswer(
    question: string,
    material: AnswerMaterial,
    signal?: AbortSignal,
  ): Promise<AnswerPreview> {
    const settings = { ...(await deps.readSettings(deps.db)), aiEnabled: true };
    const { tuning } = await deps.serve(deps.db, null);
    const routing = await deps.route(question, { tuning: tuning.router });
    const turn: Turn = {
      conversationId: '',
      channel: 'live_chat',
      customerId: '',
      fence: 0,
      questionMessageId: '',
      question,
      intent: routing.intent,
      history: [],
    };
    const draft = await draftAnswer(turn, settings, routing, {
      fromKnowledge: () => answerFromMaterial(deps, turn, settings, material, { signal, tuning }),
      book: (score) => notInEarnest('booking', score),
      complain: async (score) => notInEarnest('complaint', score),
    });
    return toPreview(draft, confidenceNeeded(settings.policy, { intent: routing.intent, channel: turn.channel }));
  };
}

const NOT_IN_EARNEST = new Error('A preview changes nothing.');

/** A booking or a complaint is talked through by its own agent, which asks the database: that is not tried out here. */
function notInEarnest(agent: 'booking' | 'complaint', score: number): Draft {
  return { action: 'transact', run: () => Promise.reject(NOT_IN_EARNEST), trace: ruleTrace(agent, agent, score) };
}

/** A draft as the lab and a second run show it. */
export function toPreview(draft: Draft, threshold: number): AnswerPreview {
  const { agent, intent, model, confidence, checks, examples } = draft.trace;
  const isSent = draft.action === 'send';
  const isBooking = draft.action === 'transact';
  return {
    outcome: isBooking
      ? 'answered'
      : isSent
        ? draft.metadata.kind === 'declined'
          ? 'declined'
          : 'answered'
        : 'escalated',
    reason: draft.action === 'escalate' ? draft.reason : null,
    text: isSent ? draft.text : null,
    citations: isSent ? (draft.metadata.citations ?? []) : [],
    confidence,
    threshold,
    checks,
    agent,
    intent,
    model,
    usedExampleId: examples.find((example) => example.used)?.exampleId ?? null,
  };
}
