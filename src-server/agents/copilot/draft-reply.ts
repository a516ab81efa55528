import { AppError } from '../../core/errors.ts';
import { createMessageAccount, type MessageAccount } from '../../models/gateway/budget.ts';
import type { GroundedAnswer, GroundedRequest, LanguageModel } from '../../models/language-model.ts';
import type { AgentDeps } from '../agent-deps.ts';
import type { UnsupportedSentence } from '../checks/check-support.ts';
import { judgeSupport } from '../checks/hold-to-sources.ts';
import type { DraftTrace } from '../draft.ts';
import { createKnowledgeAgent } from '../knowledge-agent.ts';
import type { Turn } from '../turn.ts';
import type { TurnJournal } from '../turn-journal.ts';
import type { Situation } from './situation.ts';
import { openQuestions, type ThreadMessage } from './thread.ts';

export interface PreparedDraft {
  text: string;
  /** What none of the sources states: staff see it marked, where a customer would not have got it. */
  unsupported: UnsupportedSentence[];
  citations: { chunkId: string; code: string | null; title: string }[];
  exampleIds: string[];
  degraded: boolean;
  trace: DraftTrace;
  /** The message that is answered, the newest of several. */
  question: ThreadMessage;
}

export type DraftDeps = Pick<AgentDeps, 'db' | 'readSettings' | 'language'> &
  Parameters<typeof createKnowledgeAgent>[0];

/** An offline answer quotes one article; of several questions each gets its own, up to so many. */
const MOST_QUESTIONS = 3;

/**
 * Prepares a reply to what is open in a conversation, on the knowledge agent's own way from question to answer. What it
 * would hold back from a customer is not held back from staff: below the confidence that is needed it is still a draft,
 * and sentences that no source supports are marked. Undefined when nothing was found that answers.
 */
export function createPrepareDraft(deps: DraftDeps) {
  return async function prepareDraft(
    situation: Situation,
    { signal, journal }: { signal?: AbortSignal | undefined; journal: TurnJournal },
  ): Promise<PreparedDraft | undefined> {
    const questions = openQuestions(situation.messages);
    const newest = questions.at(-1);
    if (newest === undefined)
      throw new AppError('CONFLICT', 'Nothing is open: what the customer wrote last has an answer, or asks for none.');
    const settings = await deps.readSettings(deps.db);
    const account = createMessageAccount();
    const asked = deps.language.kind === 'offline' ? questions.slice(-MOST_QUESTIONS).map((one) => [one]) : [questions];
    const answers: PreparedDraft[] = [];
    for (const part of asked) {
      const heard: { request: GroundedRequest; answer: GroundedAnswer }[] = [];
      const agent = createKnowledgeAgent({
        ...deps,
        perform: undefined,
        language: overheard(deps.language, account, heard),
      });
      const reply = await agent(toTurn(situation, part), settings, { signal, journal });
      const [said] = heard;
      if (said?.answer.answerable === true) answers.push(await toDraft(deps, said, reply.trace, newest));
    }
    return together(answers);
  };
}

/** Hands the model's answer to the agent, and keeps it as it was before the agent judged it. */
function overheard(
  language: LanguageModel,
  account: MessageAccount,
  heard: { request: GroundedRequest; answer: GroundedAnswer }[],
): LanguageModel {
  return {
    model: language.model,
    kind: language.kind,
    async answerFromSources(request, options) {
      const answer = await language.answerFromSources({ ...request, task: 'draft' }, { ...options, account });
      heard.push({ request, answer });
      return answer;
    },
  };
}

function toTurn({ conversation, messages }: Situation, questions: readonly ThreadMessage[]): Turn {
  const asked = new Set(questions.map(({ id }) => id));
  return {
    conversationId: conversation.id,
    channel: conversation.channel,
    customerId: conversation.customer.userId,
    fence: 0,
    questionMessageId: questions.at(-1)?.id ?? '',
    question: questions.map(({ text }) => text).join('\n'),
    history: messages
      .filter(({ id, from }) => from !== 'desk' && !asked.has(id))
      .map(({ id, from, text, kind }) => ({
        id,
        role: from === 'customer' ? ('customer' as const) : ('business' as const),
        text,
        isDecline: kind === 'declined',
      })),
  };
}

async function toDraft(
  { language, compareTexts }: DraftDeps,
  { request, answer }: { request: GroundedRequest; answer: GroundedAnswer },
  trace: DraftTrace,
  question: ThreadMessage,
): Promise<PreparedDraft> {
  const cited = answer.citedSources.flatMap((index) => trace.retrieved[index] ?? []);
  const example = answer.usedExample === undefined ? undefined : request.examples[answer.usedExample];
  const texts = [
    ...answer.citedSources
      .flatMap((index) => request.sources[index] ?? [])
      .map(({ title, text }) => `${title}\n${text}`),
    ...(example === undefined ? [] : [example.answer]),
  ];
  const degraded = answer.degraded === true;
  const { removed: unsupported } =
    language.kind === 'offline' || degraded
      ? { removed: [] }
      : await judgeSupport(answer.text, texts, request.question, compareTexts);
  return {
    text: answer.text,
    unsupported,
    citations: cited.map(({ chunkId, code, title }) => ({ chunkId, code, title })),
    exampleIds: answer.usedExample === undefined ? [] : [trace.examples[answer.usedExample]?.exampleId ?? []].flat(),
    degraded,
    trace: {
      ...trace,
      retrieved: trace.retrieved.map((source) => ({ ...source, cited: cited.includes(source) })),
      examples: trace.examples.map((one, index) => ({ ...one, used: index === answer.usedExample })),
    },
    question,
  };
}

/** Several answers as one reply, each said once. */
function together(answers: readonly PreparedDraft[]): PreparedDraft | undefined {
  const different = answers.filter(({ text }, index) => answers.findIndex((one) => one.text === text) === index);
  const last = different.at(-1);
  if (last === undefined || different.length === 1) return last;
  const citations = new Map(different.flatMap((one) => one.citations.map((citation) => [citation.chunkId, citation])));
  const retrieved = new Map(
    different.flatMap(({ trace }) => trace.retrieved.map((source) => [source.chunkId, source] as const)),
  );
  return {
    ...last,
    text: different.map(({ text }) => text).join('\n\n'),
    citations: [...citations.values()],
    exampleIds: [...new Set(different.flatMap(({ exampleIds }) => exampleIds))],
    trace: {
      ...last.trace,
      retrieved: [...retrieved.values()].map((source) => ({ ...source, cited: citations.has(source.chunkId) })),
      confidence: Math.min(...different.map(({ trace }) => trace.confidence)),
    },
  };
}
