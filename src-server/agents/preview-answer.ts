import type { AnswerPreview } from '../contract/lab.ts';
import type { AgentDeps } from './agent-deps.ts';
import type { Reply } from './draft.ts';
import { draftAnswer } from './draft-answer.ts';
import { type AnswerMaterial, answerFromMaterial } from './knowledge-agent.ts';
import type { Turn } from './turn.ts';

/**
 * What a customer who begins a conversation with this question would get, by the same rules and the same model as in
 * earnest, and as if the AI were switched on. Nothing is stored and no use is counted.
 */
export function createPreviewAnswer(deps: Pick<AgentDeps, 'db' | 'readSettings' | 'language'>) {
  return async function previewAnswer(
    question: string,
    material: AnswerMaterial,
    signal?: AbortSignal,
  ): Promise<AnswerPreview> {
    const settings = { ...(await deps.readSettings(deps.db)), aiEnabled: true };
    const turn: Turn = {
      conversationId: '',
      channel: 'live_chat',
      customerId: '',
      fence: 0,
      questionMessageId: '',
      question,
      history: [],
    };
    const draft = await draftAnswer(turn, settings, () =>
      answerFromMaterial(deps.language, turn, settings, material, signal),
    );
    return toPreview(draft, settings.confidenceThreshold);
  };
}

function toPreview(draft: Reply, threshold: number): AnswerPreview {
  const { agent, intent, model, confidence, checks, examples } = draft.trace;
  const isSent = draft.action === 'send';
  return {
    outcome: isSent ? (draft.metadata.kind === 'declined' ? 'declined' : 'answered') : 'escalated',
    reason: isSent ? null : draft.reason,
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
