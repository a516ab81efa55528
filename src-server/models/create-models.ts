import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Service } from '../core/lifecycle.ts';
import type { Log } from '../core/log.ts';
import { systemTimer, type Timer } from '../core/timer.ts';
import { createCachedEmbedder } from './cached-embedder.ts';
import { type CompareTexts, createCompareTexts } from './compare-texts.ts';
import type { CallOptions, NamedEmbedder } from './embedder.ts';
import { createFallbackLanguageModel } from './fallback-language-model.ts';
import { createSpend } from './gateway/budget.ts';
import { createGateway } from './gateway/create-gateway.ts';
import { createMemoryStore, type GatewayStore } from './gateway/policy.ts';
import type { LanguageModel } from './language-model.ts';
import type { RecordModelCall } from './model-calls.ts';
import { createPerformTask, type PerformTask } from './model-task.ts';
import { createOfflineEmbedder } from './offline/offline-embedder.ts';
import { createOfflineLanguageModel } from './offline/offline-language-model.ts';
import type { Deadlines } from './openai/deadlines.ts';
import { createFineTuningService, type FineTuningService } from './openai/fine-tuning.ts';
import { createListModels, type ListedModel } from './openai/list-models.ts';
import { createOpenAiApi } from './openai/openai-api.ts';
import { createOpenAiEmbedder, OPENAI_BATCH } from './openai/openai-embedder.ts';
import { createOpenAiLanguageModel } from './openai/openai-language-model.ts';
import { createPromptEmbedder } from './prompt-embedder.ts';

export interface ModelsConfig {
  apiKey?: string | undefined;
  /** With the version, as in `http://127.0.0.1:11434/v1`. Servers of one's own often need no key. */
  baseUrl?: string | undefined;
  chatModel?: string | undefined;
  embeddingModel?: string | undefined;
}

export interface ModelsDeps {
  log: Log;
  clock: Clock;
  recordModelCall: RecordModelCall;
  /** The owner's choices, the states of the models and the account. Without it nothing is kept and nothing limited. */
  store?: GatewayStore;
  /** The system's, unless a test holds it. */
  timer?: Timer | undefined;
  random?: () => number;
}

export interface Models {
  /** The configured embedding model. The one in use may still be another, see `embedderFor`. */
  embedder: NamedEmbedder;
  /** Any embedding model that can be had: the local one, or one behind the configured API. Undefined for others. */
  embedderFor(model: string): NamedEmbedder | undefined;
  /** Never fails for the reason that a service is down: the offline answerer then answers, marked `degraded`. */
  language: LanguageModel;
  /** The chain of models alone: its failures reach the caller. */
  primaryLanguage: LanguageModel;
  fallbackLanguage: LanguageModel;
  /** The models of the chain in their order, and last the offline answerer: what `languageFor` knows. */
  listLanguages(): Promise<string[]>;
  /** One of these alone, whose failure reaches the caller; undefined for any other. */
  languageFor(model: string): Promise<LanguageModel | undefined>;
  /** How near texts are in meaning, by the model inside Teppan: nothing leaves the machine. */
  compareTexts: CompareTexts;
  /** Begins to embed a text that will be asked for soon. Only where that costs nothing: by the model inside Teppan. */
  foresee: (text: string) => void;
  /** Any other task, in a form; rejects with MODEL_FAILED when no model can do it, at once when none is configured. */
  perform: PerformTask;
  /** One small call of this model; rejects with the reason. */
  probe(model: string, options?: CallOptions): Promise<{ ms: number }>;
  /** The language of the desk with this model asked first; the offline answerer where no service is configured. */
  languageWith(model: string): LanguageModel;
  /** Undefined where no service is configured. */
  fineTuning: FineTuningService | undefined;
  /** What the service says of its models. */
  list(options?: CallOptions): Promise<ListedModel[]>;
  /** Starts the local model's thread, where one is used, and stops it. */
  service: Service;
  /** Makes one small call of each model; rejects with a sentence that names the remedy. */
  check(options?: CallOptions): Promise<void>;
}

const OPENAI_BASE_URL = 'https://api.openai.com/v1';
const DEFAULT_CHAT_MODEL = 'gpt-4o-mini';
const CACHED_TEXTS = 500;
const DEADLINES: Deadlines = { firstByteMs: 20_000, betweenPiecesMs: 10_000, wholeMs: 30_000 };
/** Of one task, over all attempts and models. */
const TASK_MS = 45_000;
/** Small: each batch is stored before the next, so that little is done twice after a kill. */
const LOCAL_BATCH = { texts: 32, characters: 20_000 };

/** Host and path of the model service: what is learnt of a model counts for the one service. Never holds a secret. */
export function modelService({ baseUrl }: Pick<ModelsConfig, 'baseUrl'>): string {
  const { host, pathname } = new URL(baseUrl || OPENAI_BASE_URL);
  return `${host}${pathname}`;
}

/** Chooses the models: those behind the API when a key or an own server is configured, else the ones inside Teppan. */
export function createModels(config: ModelsConfig, deps: ModelsDeps): Models {
  const nowMs = () => deps.clock.now().getTime();
  const { timer = systemTimer } = deps;
  const fallbackLanguage = createOfflineLanguageModel({ nowMs });
  const offline = createOfflineEmbedder({ log: deps.log });
  const local = { ...createCachedEmbedder(offline, CACHED_TEXTS), isLocal: true, batch: LOCAL_BATCH };
  if (!config.apiKey && !config.baseUrl) {
    const noModel = async () => {
      throw new AppError(
        'MODEL_FAILED',
        'No language model is set up. Enter a key in Settings, or set OPENAI_BASE_URL.',
      );
    };
    return {
      embedder: local,
      embedderFor: (model) => (model === local.model ? local : undefined),
      language: fallbackLanguage,
      primaryLanguage: fallbackLanguage,
      fallbackLanguage,
      listLanguages: async () => [fallbackLanguage.model],
      languageFor: async (model) => (model === fallbackLanguage.model ? fallbackLanguage : undefined),
      compareTexts: createCompareTexts(local),
      // Who asks for the vector learns why it could not be had.
      foresee: (text) => void local.embed([text]).catch(() => undefined),
      perform: noModel,
      probe: noModel,
      languageWith: () => fallbackLanguage,
      fineTuning: undefined,
      list: async () => [],
      service: offline,
      check: async (options) => void (await offline.embed(['check'], options)),
    };
  }

  const api = createOpenAiApi(
    {
      apiKey: config.apiKey || 'none',
      baseUrl: config.baseUrl || OPENAI_BASE_URL,
      deadlines: DEADLINES,
    },
    {
      log: deps.log,
      nowMs,
      timer,
      random: deps.random ?? Math.random,
    },
  );
  const { recordModelCall, log } = deps;
  const chatModel = config.chatModel || DEFAULT_CHAT_MODEL;
  const store = deps.store ?? createMemoryStore({ chain: [chatModel] });
  const gateway = createGateway({ api, store, log, nowMs, recordModelCall, timer, taskMs: TASK_MS });
  const spend = createSpend(store.ledger, log);
  const named = new Map<string, NamedEmbedder>([[local.model, local]]);
  function embedderFor(model: string): NamedEmbedder {
    const inner = createOpenAiEmbedder({ api, model, nowMs, recordModelCall, spend, readPolicy: store.readPolicy });
    const found = named.get(model) ?? {
      ...createCachedEmbedder(createPromptEmbedder(inner, { timer, nowMs }), CACHED_TEXTS),
      isLocal: false,
      batch: OPENAI_BATCH,
    };
    named.set(model, found);
    return found;
  }
  const embedder = embedderFor(config.embeddingModel || 'text-embedding-3-small');
  const perform = createPerformTask(gateway);
  const primaryLanguage = createOpenAiLanguageModel({ perform, model: () => gateway.firstModel() ?? chatModel });
  return {
    embedder,
    embedderFor,
    language: createFallbackLanguageModel(primaryLanguage, fallbackLanguage, { log, embedder: offline }),
    primaryLanguage,
    fallbackLanguage,
    listLanguages: async () => [...(await gateway.readChain()), fallbackLanguage.model],
    async languageFor(model) {
      if (model === fallbackLanguage.model) return fallbackLanguage;
      if (!(await gateway.readChain()).includes(model)) return undefined;
      return createOpenAiLanguageModel({ perform: createPerformTask(gateway.only(model)), model: () => model });
    },
    compareTexts: createCompareTexts(local),
    foresee: () => undefined,
    perform,
    languageWith: (model) =>
      createFallbackLanguageModel(
        createOpenAiLanguageModel({ perform: createPerformTask(gateway.first(model)), model: () => model }),
        fallbackLanguage,
        { log, embedder: offline },
      ),
    fineTuning: createFineTuningService(api),
    probe: gateway.probe,
    list: createListModels(api),
    // The local model is only loaded when it has to step in.
    service: {
      name: 'models',
      start: async () => undefined,
      async stop() {
        await gateway.stop();
        await offline.stop();
      },
    },
    async check(options) {
      await embedder.embed(['check'], options);
      await primaryLanguage.answerFromSources(CHECK_REQUEST, options);
    },
  };
}

const CHECK_REQUEST = {
  question: 'Are you open?',
  history: [],
  sources: [{ label: 'Hours', title: 'Hours', text: 'We are open every day.', similarity: 1 }],
  examples: [],
  temperature: 0,
  businessName: 'Teppan',
};
