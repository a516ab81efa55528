import type { CallOptions } from '../../models/embedder.ts';
import { type Draft, handOver, type Reply } from '../draft.ts';
import type { Turn } from '../turn.ts';

/** A question of this conversation that the AI failed at. */
export interface FailedQuestion {
  text: string;
  /** It said that it did not know, or the customer rated its answer down. */
  how: 'declined' | 'rated_down';
  /** What it answered, and the chunks that it cited. */
  answer: string;
  citedChunkIds: readonly string[];
}

export interface AfterAgentsDeps {
  findFailedQuestions: (turn: Turn) => Promise<FailedQuestion[]>;
  /** Whether two questions ask the same, by meaning. */
  asksTheSame: (question: string, before: readonly string[], call: CallOptions) => Promise<boolean>;
}

/** How often in a row the very same words may be sent: to one question, and to questions that differ. */
const SAME_WORDS = 2;
const SAME_WORDS_TO_ANY = 4;

/**
 * Looks at what an agent would say against what was said before: a question that the AI has failed at once goes to a
 * person when it fails again or would get the answer again that was rated down, also in other words and with something
 * else in between; and the same words are never sent on and on. Several questions that one article answers are no
 * failure.
 */
export function createLookAfterAgents(deps: AfterAgentsDeps) {
  async function repeatsItself(turn: Turn, draft: Sent, call: CallOptions): Promise<boolean> {
    if (draft.metadata.kind === 'declined') return hasSaid(turn, draft.text, 1);
    if (!hasSaid(turn, draft.text, SAME_WORDS)) return false;
    if (draft.metadata.agent !== 'knowledge' || hasSaid(turn, draft.text, SAME_WORDS_TO_ANY)) return true;
    const asked = turn.history.filter(({ role }) => role === 'customer').map(({ text }) => text);
    return deps.asksTheSame(turn.question, asked.slice(-SAME_WORDS), call);
  }

  return async function lookAfterAgents(turn: Turn, draft: Draft, call: CallOptions): Promise<Draft> {
    if (draft.action !== 'send') return draft;
    if (await repeatsItself(turn, draft, call))
      return failedAgain(draft, 'The AI would say the same once more, which has not helped so far.');
    if (draft.metadata.agent !== 'knowledge') return draft;
    const failed = await deps.findFailedQuestions(turn);
    const relevant = draft.metadata.kind === 'declined' ? failed : failed.filter((one) => isAnsweredAlike(one, draft));
    if (relevant.length === 0) return draft;
    const texts = relevant.map(({ text }) => text);
    if (!(await deps.asksTheSame(turn.question, texts, call))) return draft;
    return failedAgain(draft, `The AI has failed at this question before: “${shortened(turn.question)}”`);
  };
}

type Sent = Reply & { action: 'send' };

/** Whether the last so many messages of ours were these words. */
function hasSaid({ history }: Turn, words: string, times: number): boolean {
  const said = history.filter(({ role }) => role === 'business').map(({ text }) => text);
  return said.length >= times && said.slice(-times).every((text) => text === words);
}

/** Whether an answer says what was rated down before: in the same words, or by an article that was cited then. */
function isAnsweredAlike({ how, answer, citedChunkIds }: FailedQuestion, draft: Sent): boolean {
  return (
    how === 'rated_down' &&
    (answer === draft.text || draft.citedChunkIds.some((chunk) => citedChunkIds.includes(chunk)))
  );
}

function failedAgain(draft: Sent, detail: string): Reply {
  const check = { name: 'does not fail at the same twice', passed: false, detail };
  return handOver('repeated_failure', 'normal', detail, { ...draft.trace, checks: [...draft.trace.checks, check] });
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
