import type { CallOptions } from '../../models/embedder.ts';
import { type Draft, handOver, type Reply } from '../draft.ts';
import type { Turn } from '../turn.ts';

/** A question of this conversation that the AI failed at. */
export interface FailedQuestion {
  text: string;
  /** It said that it did not know, or the customer rated its answer down. */
  how: 'declined' | 'rated_down';
}

export interface AfterAgentsDeps {
  findFailedQuestions: (turn: Turn) => Promise<FailedQuestion[]>;
  /** Whether two questions ask the same, by meaning. */
  asksTheSame: (question: string, before: readonly string[], call: CallOptions) => Promise<boolean>;
}

/** How often in a row the very same words may be sent. */
const SAME_WORDS = 2;

/**
 * Looks at what an agent would say against what was said before: a question that the AI has failed at once goes to a
 * person when it fails again or is asked again after its answer was rated down, also in other words and with something
 * else in between; and the same words are never sent on and on.
 */
export function createLookAfterAgents(deps: AfterAgentsDeps) {
  return async function lookAfterAgents(turn: Turn, draft: Draft, call: CallOptions): Promise<Draft> {
    if (draft.action !== 'send') return draft;
    if (repeatsItself(turn, draft))
      return failedAgain(draft, 'The AI would say the same once more, which has not helped so far.');
    if (draft.metadata.agent !== 'knowledge') return draft;
    const failed = await deps.findFailedQuestions(turn);
    const relevant = draft.metadata.kind === 'declined' ? failed : failed.filter(({ how }) => how === 'rated_down');
    if (relevant.length === 0) return draft;
    const texts = relevant.map(({ text }) => text);
    if (!(await deps.asksTheSame(turn.question, texts, call))) return draft;
    return failedAgain(draft, `The AI has failed at this question before: “${shortened(turn.question)}”`);
  };
}

function repeatsItself({ history }: Turn, draft: Reply & { action: 'send' }): boolean {
  const said = history.filter(({ role }) => role === 'business').map(({ text }) => text);
  const allowed = draft.metadata.kind === 'declined' ? 1 : SAME_WORDS;
  return said.length >= allowed && said.slice(-allowed).every((text) => text === draft.text);
}

function failedAgain(draft: Reply & { action: 'send' }, detail: string): Reply {
  const check = { name: 'does not fail at the same twice', passed: false, detail };
  return handOver('repeated_failure', 'normal', detail, { ...draft.trace, checks: [...draft.trace.checks, check] });
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
