import type { InstructionsInForce } from '../contract/instructions.ts';
import type { ServedVersion } from '../contract/tuning.ts';
import { AppError } from '../core/errors.ts';
import { inRolledBack } from '../database/roll-back.ts';
import { weighedTexts } from '../models/text/term-rarity.ts';
import type { AgentDeps, FoundExample, FoundSource } from './agent-deps.ts';
import { createDraftTurn, type DraftTurnDeps } from './draft-turn.ts';
import { type AnswerMaterial, createFindMaterial, SOURCE_COUNT } from './knowledge-agent.ts';
import { offerOnce } from './offer-once.ts';
import { toPreview } from './preview-answer.ts';
import { findTurnAt } from './turn.store.ts';
import { standaloneQuestion, type Turn } from './turn.ts';
import { createTurnJournal } from './turn-journal.ts';

export interface AskedAgain {
  question: string;
  /** The message of a conversation that asked it; null for a question on its own. */
  messageId: string | null;
  /** What was made of this example is left out, as it would give its own answer. */
  exampleId: string | null;
}

type FindFor = (question: string) => Promise<{ hits: FoundSource[]; examples: FoundExample[] }>;

/**
 * Answers a question by a version, as the desk stands now and as if the AI were switched on. Nothing is sent or stored,
 * and what the answer would do to a booking is rolled back.
 */
export function createAnswerAsVersion(deps: DraftTurnDeps & Pick<AgentDeps, 'readSettings'>) {
  const draftTurn = createDraftTurn(deps);
  const findMaterial = createFindMaterial(deps);

  async function materialOf(find: FindFor, turn: Pick<Turn, 'question' | 'history'>): Promise<AnswerMaterial> {
    const question = standaloneQuestion(turn);
    const { hits, examples } = await find(question);
    const offered = offerOnce(hits, examples);
    const sources = offered.sources.slice(0, SOURCE_COUNT);
    return { ...offered, sources, termRarity: await deps.readTermRarity(weighedTexts(question, sources)) };
  }

  return async function answerAsVersion(
    asked: AskedAgain,
    served: ServedVersion,
    signal: AbortSignal,
    /** What is different from how the desk stands: how a question is looked up, what is asked of the agents. */
    { find, instructions }: { find?: FindFor | undefined; instructions?: InstructionsInForce | undefined } = {},
  ) {
    const journal = createTurnJournal(deps.clock);
    const turn = asked.messageId === null ? onItsOwn(asked.question) : await findTurnAt(deps.db, asked.messageId);
    if (turn === undefined) throw new AppError('NOT_FOUND', 'The question is no longer there.');
    const now = await deps.readSettings(deps.db);
    const settings = { ...now, aiEnabled: true, instructions: instructions ?? now.instructions };
    const draft = await draftTurn(turn, settings, {
      ...{ signal, journal, served },
      async findMaterial(of, options) {
        const found =
          find === undefined
            ? await findMaterial(of, { ...options, tuning: served.tuning })
            : await materialOf(find, of);
        if (asked.exampleId === null) return found;
        return {
          ...found,
          sources: found.sources.filter(({ exampleId }) => exampleId !== asked.exampleId),
          examples: found.examples.filter(({ id }) => id !== asked.exampleId),
        };
      },
    });
    const reply = draft.action === 'transact' ? await inRolledBack(deps.db, (tx) => draft.run(tx)) : draft;
    const { outcome, text, confidence, intent } = toPreview(reply, 0);
    return {
      ...{ outcome, text, confidence, intent },
      isDegraded: reply.trace.degraded === true,
      costMicroUsd: reply.trace.costMicroUsd,
      ms: deps.clock.now().getTime() - journal.startedAt.getTime(),
    };
  };
}

function onItsOwn(question: string): Turn {
  return {
    conversationId: '00000000-0000-0000-0000-000000000000',
    channel: 'live_chat',
    customerId: '',
    fence: 0,
    questionMessageId: '00000000-0000-0000-0000-000000000000',
    question,
    history: [],
  };
}
