import type { AgentDeps } from './agent-deps.ts';
import { createKnowledgeAgent } from './knowledge-agent.ts';

/** A question on its own, asked by nobody. */
const NOBODY = {
  conversationId: '',
  channel: 'live_chat',
  customerId: '',
  fence: 0,
  questionMessageId: '',
  history: [],
} as const;

type FindAnswerDeps = Pick<
  AgentDeps,
  'db' | 'readSettings' | 'language' | 'compareTexts' | 'searchKnowledge' | 'findExamples' | 'readTermRarity' | 'serve'
>;

/**
 * Asks the knowledge agent without sending anything: the chunk that the answer would cite first; undefined where it would
 * decline, hand over, or answer from a learned example alone.
 */
export function createFindAnswer(deps: FindAnswerDeps) {
  const answer = createKnowledgeAgent(deps);
  return async function findAnswer(question: string, signal?: AbortSignal): Promise<string | undefined> {
    const { tuning } = await deps.serve(deps.db, null);
    const settings = await deps.readSettings(deps.db);
    const draft = await answer({ ...NOBODY, history: [], question }, settings, { signal, tuning });
    return draft.action === 'send' ? draft.citedChunkIds[0] : undefined;
  };
}
