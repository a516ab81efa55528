import type { AnswerEvidence, DeskRules } from '../contract/escalation-policy.ts';
import { BUILT_IN_TUNING, type Tuning } from '../contract/tuning.ts';
import { calibrateConfidence } from '../models/calibrate-confidence.ts';
import { declineText } from '../models/decline-text.ts';
import type { CallOptions } from '../models/embedder.ts';
import type { GroundedAnswer, GroundedRequest, GroundedSource } from '../models/language-model.ts';
import type { PerformTask } from '../models/model-task.ts';
import { weighedTexts } from '../models/text/term-rarity.ts';
import type { AgentDeps, FoundExample, FoundSource, SearchCall } from './agent-deps.ts';
import { type HeldAnswer, holdToSources } from './checks/hold-to-sources.ts';
import type { DraftTrace, Reply } from './draft.ts';
import { confidenceNeeded, decide } from './escalation-policy.ts';
import { answerInLanguage } from './language/answer-in-language.ts';
import { isForeign, isWritten, keepReadable, languageOf, OWN_LANGUAGE } from './language/customer-language.ts';
import { translateAnswer } from './language/translate-answer.ts';
import { offerOnce } from './offer-once.ts';
import { declinesInARow, standaloneQuestion, type Turn } from './turn.ts';
import type { TurnJournal } from './turn-journal.ts';

/** How many chunks an answer may draw on. */
export const SOURCE_COUNT = 5;
const EXAMPLE_COUNT = 3;
export const TEMPERATURE = 0.3;

/** What an answer is made of. */
export interface AnswerMaterial {
  sources: FoundSource[];
  examples: FoundExample[];
  termRarity: (term: string) => number;
}

/** What goes with an answer under way. */
export interface AnswerOptions extends Omit<CallOptions, 'journal'> {
  journal?: TurnJournal | undefined;
  /** How freely a model writes, 0..2. */
  temperature?: number | undefined;
  /** What was learned of the desk; left out, as it is shipped. */
  tuning?: Tuning | undefined;
}

type MaterialDeps = Pick<AgentDeps, 'language' | 'searchKnowledge' | 'findExamples' | 'readTermRarity'>;

/** Looks up what an answer may be made of: passages of articles, approved answers, approved examples. */
export function createFindMaterial(deps: MaterialDeps) {
  return async function findMaterial(
    turn: Pick<Turn, 'question' | 'history' | 'language'>,
    { signal, account, journal, tuning, weights = tuning?.retrieval }: AnswerOptions & Pick<SearchCall, 'weights'> = {},
  ): Promise<AnswerMaterial> {
    const question = standaloneQuestion(turn);
    const [found, nearby] = await Promise.all([
      // As many more as may turn out to be among the examples.
      deps.searchKnowledge(question, SOURCE_COUNT + EXAMPLE_COUNT, { signal, account, weights }, (ms) =>
        journal?.add('embed', ms),
      ),
      deps.findExamples(question, EXAMPLE_COUNT, { signal, account }),
    ]);
    const offered = offerOnce(found, nearby);
    // The offline answerer quotes, and would quote English to somebody who writes Spanish.
    const { sources, examples } = deps.language.kind === 'offline' ? keepReadable(offered, turn) : offered;
    const termRarity = await deps.readTermRarity(weighedTexts(question, sources));
    return { sources: sources.slice(0, SOURCE_COUNT), examples, termRarity };
  };
}

/** Answers from the business's articles and approved examples, with citations; hands over or declines without support. */
export function createKnowledgeAgent(deps: MaterialDeps & Pick<AgentDeps, 'language' | 'compareTexts' | 'perform'>) {
  const findMaterial = createFindMaterial(deps);
  return async function answer(turn: Turn, settings: DeskRules, options: AnswerOptions = {}): Promise<Reply> {
    return answerFromMaterial(deps, turn, settings, await findMaterial(turn, options), options);
  };
}

/** The same from what was found already. With `perform`, customers are answered in languages that no article is written in. */
export async function answerFromMaterial(
  { language, compareTexts, perform }: Pick<AgentDeps, 'language' | 'compareTexts' | 'perform'>,
  turn: Turn,
  settings: DeskRules,
  { sources, examples, termRarity }: AnswerMaterial,
  { journal, temperature = TEMPERATURE, tuning = BUILT_IN_TUNING, ...call }: AnswerOptions = {},
): Promise<Reply> {
  const question = standaloneQuestion(turn);
  const request: GroundedRequest = {
    question,
    history: turn.history.map(({ role, text }) => ({ role, text })),
    sources: sources.map(toGroundedSource),
    examples: examples.map(({ question, answer, similarity }) => ({ question, answer, similarity })),
    temperature,
    businessName: settings.businessName,
    instructions: { version: settings.instructions.version, text: settings.instructions.answers },
    ...(isForeign(turn) ? { language: turn.language } : {}),
    termRarity,
    answerableFrom: tuning.retrieval.answerableFrom,
  };
  const translate = language.kind === 'offline' ? undefined : translatorFor(turn, sources, perform);
  const timed = <T>(name: string, work: () => Promise<T>) => journal?.time(name, work) ?? work();
  const { answer: written, languageCheck } = await timed('model', () =>
    // What is translated afterwards is written, and checked, in the language of its sources.
    answerInLanguage(language, translate === undefined ? request : { ...request, language: OWN_LANGUAGE }, {
      ...call,
      journal: journal?.calls,
    }),
  );
  const isQuoted = language.kind === 'offline' || written.degraded === true || !written.answerable;
  const { answer: held, check } = isQuoted
    ? { answer: written, check: undefined }
    : await timed('checks', () =>
        holdToSources(
          written,
          { question, sources, examples, businessName: settings.businessName },
          async (texts, passages) =>
            // Which sentences are close cannot be told across languages; amounts, dates and shares are compared all the same.
            isForeign(turn) && translate === undefined
              ? texts.map(() => 1)
              : compareTexts(texts, passages, { signal: call.signal }),
        ),
      );
  const { answer: said, check: translation } =
    translate === undefined || !held.answerable
      ? { answer: held, check: undefined }
      : await timed('translate', () => translate(held, settings.businessName, { ...call, journal: journal?.calls }));
  const grounded = { ...said, confidence: calibrateConfidence(tuning.confidence, said.model, said.confidence) };
  const evidence: AnswerEvidence = {
    answerable: grounded.answerable,
    confidence: grounded.confidence,
    relatedness: Math.max(...sources.map((source) => source.similarity), ...examples.map((e) => e.similarity), 0),
    declinesBefore: declinesInARow(turn.history),
  };
  const checks = [translate === undefined ? languageCheck : translation, check].flatMap((one) => one ?? []);
  return draftOf(turn, settings, evidence, grounded, sources, examples, checks);
}

/** Translates into the customer's language, where a model can and the articles that were found are in another one. */
function translatorFor(turn: Turn, sources: readonly FoundSource[], perform: PerformTask | undefined) {
  if (!isForeign(turn) || perform === undefined) return undefined;
  const { language } = turn;
  if (sources[0] !== undefined && isWritten(language, sources[0].text)) return undefined;
  return (answer: GroundedAnswer, businessName: string, call: CallOptions) =>
    translateAnswer(perform, answer, { language, businessName }, call);
}

function draftOf(
  turn: Turn,
  settings: DeskRules,
  evidence: AnswerEvidence,
  grounded: GroundedAnswer,
  sources: FoundSource[],
  examples: FoundExample[],
  ownChecks: NonNullable<HeldAnswer['check']>[],
): Reply {
  const asked = { intent: turn.intent ?? 'unknown', channel: turn.channel };
  const needed = confidenceNeeded(settings.policy, asked);
  const rated = decide({ ...evidence, ...asked }, settings.policy);
  // A decline would offer what nobody here can read: a person who is told the language goes on.
  const decision =
    rated.action === 'decline' && isForeign(turn) ? ({ action: 'escalate', reason: 'low_confidence' } as const) : rated;
  const isAnswer = decision.action === 'answer';
  const cited = isAnswer ? grounded.citedSources.flatMap((index) => sources[index] ?? []) : [];
  const usedExample = isAnswer && grounded.usedExample !== undefined ? examples[grounded.usedExample] : undefined;
  const intent = cited[0]?.category ?? sources[0]?.category ?? 'unknown';
  const trace: DraftTrace = {
    agent: 'knowledge',
    intent,
    intentScore: evidence.relatedness,
    retrieved: sources.map((source) => ({
      chunkId: source.chunkId,
      code: source.code,
      title: source.title,
      ...(source.isLearned ? { isLearned: true } : {}),
      similarity: source.similarity,
      textScore: source.textScore,
      textShare: source.textShare,
      score: source.score,
      cited: cited.includes(source),
    })),
    examples: examples.map((example) => ({
      exampleId: example.id,
      question: example.question,
      similarity: example.similarity,
      used: example === usedExample,
    })),
    checks: [
      ...ownChecks,
      {
        name: 'the sources hold an answer',
        passed: evidence.answerable,
        detail: evidence.answerable ? 'yes' : 'nothing that was found answers this question',
      },
      {
        name: 'sure enough',
        passed: evidence.confidence >= needed,
        detail: `${percent(evidence.confidence)} sure, ${percent(needed)} needed`,
      },
    ],
    model: grounded.model,
    promptVersion: grounded.promptVersion,
    inputTokens: grounded.usage.inputTokens,
    outputTokens: grounded.usage.outputTokens,
    costMicroUsd: grounded.usage.costMicroUsd,
    confidence: grounded.confidence,
    threshold: needed,
    degraded: grounded.degraded === true,
    answerEvidence: evidence,
  };
  if (decision.action === 'escalate') {
    return {
      action: 'escalate',
      reason: decision.reason,
      priority: undefined,
      detail: `${languageOf(turn)}The AI could not answer: “${shortened(turn.question)}”`,
      trace,
    };
  }
  return {
    action: 'send',
    // An answer that the policy withholds is not sent in other clothes.
    text: isAnswer || !grounded.answerable ? grounded.text : declineText(settings),
    metadata: {
      kind: isAnswer ? 'answer' : 'declined',
      agent: 'knowledge',
      intent,
      confidence: grounded.confidence,
      model: grounded.model,
      citations: cited.map(({ chunkId, code, title }) => ({ chunkId, code, title })),
      ...(grounded.degraded === true ? { degraded: true } : {}),
    },
    citedChunkIds: cited.map((source) => source.chunkId),
    exampleIds: [
      ...(usedExample === undefined ? [] : [usedExample.id]),
      ...cited.flatMap(({ exampleId }) => exampleId ?? []),
    ],
    trace,
  };
}

/** A passage as a language model is given it. */
export function toGroundedSource(source: FoundSource): GroundedSource {
  return {
    label: labelOf(source),
    title: source.title,
    text: source.text,
    similarity: source.similarity,
    writtenSimilarity: source.writtenSimilarity,
    textScore: source.textShare,
    questions: source.questions,
    learnedQuestions: source.learnedQuestions,
  };
}

function labelOf(source: FoundSource): string {
  return source.code === null ? source.title : `${source.code}: ${source.title}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
