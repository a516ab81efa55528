import type { RoutedAgent } from '../../contract/intents.ts';
import { errorText } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { CallOptions, Embedder } from '../../models/embedder.ts';
import { applyContext } from './apply-context.ts';
import { BUILT_IN_INTENTS, builtInExamples, type Intent, UNKNOWN_INTENT } from './built-in-intents.ts';
import { chooseAgent } from './choose-agent.ts';
import { type ClassifierThread, startClassifierThread } from './classifier-thread.ts';
import { findCorrection } from './corrections.ts';
import { embedExamples } from './intent-names.ts';
import { createLessonReport, type LessonReport } from './lesson-report.ts';
import { routeByRules } from './route-by-rules.ts';
import type { RouteContext, Routing } from './routing.ts';
import { createSentenceVectors } from './sentence-vectors.ts';
import type { Classification, LabelledText } from './train-classifier.ts';
import { tuneProbabilities } from './tune-probabilities.ts';

/** What the owner and the staff taught. */
export interface OwnIntents {
  intents: readonly Intent[];
  /** The newest last. */
  examples: readonly { text: string; intent: string; isCorrection: boolean }[];
}

export interface RouterDeps {
  activeEmbedder: () => Promise<Embedder>;
  listOwnIntents: () => Promise<OwnIntents>;
  log: Log;
  now: () => Date;
  /** Where the vectors of sentences are kept between starts; nowhere when left out. */
  cacheFolder?: string;
}

export interface Router {
  /** Never waits for training: until the classifier is there, rules decide and the rest goes to the knowledge agent. */
  route(message: string, context?: RouteContext, call?: CallOptions): Promise<Routing>;
  /** What the classifier alone makes of a message, the likeliest intent first; waits until it is trained. */
  classify(message: string, call?: CallOptions): Promise<Classification['ranked']>;
  /** Resolves when corrections up to now are obeyed, which takes no training: a correction counts at once. */
  obey(): Promise<void>;
  /** Trains anew with all that was taught up to now, in a thread; the classifier of before serves until then. */
  learn(): Promise<void>;
  /** Resolves when the classifier is trained. */
  ready(): Promise<void>;
  /** What is in use, what is being learnt, and which sentences are taken for another intent's. */
  report(): LessonReport;
  stop(): Promise<void>;
}

interface Trained {
  thread: ClassifierThread;
  /** The embedding model whose vectors it knows. */
  model: string;
  examples: readonly LabelledText[];
  /** So many of the examples, the first ones, are sentences; names of intents follow. */
  sentenceCount: number;
}

/** These names describe how a message is, not what it says. */
const NAMES_THAT_SAY_NOTHING = [UNKNOWN_INTENT, 'human', 'smalltalk', 'faq'];

/** The router: rules for what must never go wrong, then corrections, then a classifier trained from example sentences. */
export function createRouter(deps: RouterDeps): Router {
  const vectors = createSentenceVectors({ folder: deps.cacheFolder, log: deps.log });
  const lessons = createLessonReport({ log: deps.log });
  let trained: Trained | undefined;
  let corrections: LabelledText[] = [];
  let ownIntents: readonly Intent[] = [];
  let training: Promise<void> | undefined;
  /** A lesson that has not begun yet: it will read what is stored then, so that it serves all who ask meanwhile. */
  let next: Promise<void> | undefined;
  let openLessons = 0;
  let isStopped = false;

  async function obeyCorrections(embedder: Embedder, own: OwnIntents): Promise<void> {
    const corrected = own.examples.filter((example) => example.isCorrection);
    const found = await vectors.embed(
      embedder,
      corrected.map((example) => example.text),
    );
    corrections = corrected.map(({ text, intent }, at) => ({ text, intent, vector: found[at] ?? [] }));
    ownIntents = own.intents;
  }

  async function train(): Promise<void> {
    const [embedder, own] = await Promise.all([deps.activeEmbedder(), deps.listOwnIntents()]);
    await obeyCorrections(embedder, own);
    const intents = [...BUILT_IN_INTENTS, ...own.intents];
    const known = new Set(intents.map((intent) => intent.name));
    const sentences = [...builtInExamples(), ...own.examples].filter((example) => known.has(example.intent));
    const embed = (texts: readonly string[]) => vectors.embed(embedder, texts);
    const examples = await embedExamples(sentences, embed, NAMES_THAT_SAY_NOTHING);
    if (isStopped) return;
    const thread = await startClassifierThread(examples);
    if (isStopped) return thread.stop();
    const before = trained;
    trained = { thread, model: embedder.model, examples, sentenceCount: sentences.length };
    lessons.learnt(trained, deps.now());
    await before?.thread.stop();
    await vectors.keep(
      embedder,
      examples.map((example) => example.text),
    );
  }

  /** Trainings follow one another: each reads what is stored when its turn comes. */
  function learn(): Promise<void> {
    if (next !== undefined) return next;
    openLessons += 1;
    const lesson = (training ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return train();
      });
    next = lesson;
    training = lesson;
    lesson
      .catch((error: unknown) => {
        if (training === lesson) training = undefined;
        lessons.failed(errorText(error));
        deps.log.warn('the router could not be trained', { reason: errorText(error) });
      })
      .finally(() => {
        openLessons -= 1;
      });
    return lesson;
  }

  const ready = () => training ?? learn();

  function agentOf(intent: string): RoutedAgent {
    return [...BUILT_IN_INTENTS, ...ownIntents].find(({ name }) => name === intent)?.agent ?? 'knowledge';
  }

  async function routeByMeaning(message: string, { tuning }: RouteContext, call: CallOptions): Promise<Routing> {
    const embedder = await deps.activeEmbedder();
    const [vector = []] = await embedder.embed([message], call);
    const correction = findCorrection(corrections, vector);
    if (correction !== undefined) return corrected(correction.intent, agentOf(correction.intent));
    const current = trained;
    if (current === undefined || !current.thread.alive || current.model !== embedder.model) {
      if (openLessons === 0) void learn().catch(() => undefined);
      return undecided('the router has not been trained yet');
    }
    const { ranked } = await current.thread.classify({ text: message, vector: Float32Array.from(vector) });
    return chooseAgent({ ranked: tuneProbabilities(ranked, tuning) }, agentOf);
  }

  return {
    async route(message, context = {}, call = {}) {
      const byRule = routeByRules(message);
      // What a rule reads in plain words holds beside the facts that the message may state.
      if (byRule !== undefined) return applyContext(byRule, message, { ...context, statesFacts: false });
      const routing = await routeByMeaning(message, context, call).catch((error: unknown) => {
        call.signal?.throwIfAborted();
        deps.log.warn('a message was routed by rules alone', { reason: errorText(error) });
        return undecided('the router could not be asked');
      });
      return applyContext(routing, message, context);
    },
    async classify(message, call = {}) {
      await ready();
      if (trained === undefined) throw new Error('The router could not be trained.');
      const embedder = await deps.activeEmbedder();
      const [vector = []] = await embedder.embed([message], call);
      return (await trained.thread.classify({ text: message, vector: Float32Array.from(vector) })).ranked;
    },
    async obey() {
      const [embedder, own] = await Promise.all([deps.activeEmbedder(), deps.listOwnIntents()]);
      await obeyCorrections(embedder, own);
    },
    learn,
    ready,
    report: () => lessons.read(openLessons > 0),
    async stop() {
      // Who quits the program does not wait for a lesson: its thread is ended when it would have been used.
      isStopped = true;
      await Promise.all([trained?.thread.stop(), lessons.stop()]);
    },
  };
}

function corrected(intent: string, agent: RoutedAgent): Routing {
  return {
    intent,
    confidence: 1,
    agent,
    isOutOfScope: intent === UNKNOWN_INTENT,
    alternatives: [],
    reasons: ['a correction: a person routed nearly the same message so'],
  };
}

function undecided(reason: string): Routing {
  return {
    intent: 'faq',
    confidence: 0,
    agent: 'knowledge',
    isOutOfScope: false,
    alternatives: [],
    reasons: [reason],
  };
}
