import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';
import type { Service } from '../core/lifecycle.ts';
import type { Log } from '../core/log.ts';
import { createCachedEmbedder } from './cached-embedder.ts';
import type { CallOptions, NamedEmbedder } from './embedder.ts';
import { createFallbackLanguageModel } from './fallback-language-model.ts';
import type { LanguageModel } from './language-model.ts';
import type { RecordModelCall } from './model-calls.ts';
import { createOfflineEmbedder } from './offline/offline-embedder.ts';
import { createOfflineLanguageModel } from './offline/offline-language-model.ts';
import { createOpenAiApi } from './openai/openai-api.ts';
import { createOpenAiEmbedder, OPENAI_BATCH } from './openai/openai-embedder.ts';
import { createOpenAiLanguageModel } from './openai/openai-language-model.ts';

export interface ModelsConfig {
  apiKey?: string | undefined;
  /** With the version, as in `http://127.0.0.1:11434/v1`. Servers of one's own often need no key. */
  baseUrl?: string | undefined;
  chatModel?: string | undefined;
  embeddingModel?: string | undefined;
  /** Of one attempt. */
  timeoutMs?: number | undefined;
}

export interface ModelsDeps {
  log: Log;
  clock: Clock;
  recordModelCall: RecordModelCall;
  /** For tests: how retries wait. */
  wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  random?: () => number;
}

export interface Models {
  /** The configured embedding model. The one in use may still be another, see `embedderFor`. */
  embedder: NamedEmbedder;
  /** Any embedding model that can be had: the local one, or one behind the configured API. Undefined for others. */
  embedderFor(model: string): NamedEmbedder | undefined;
  /** Never fails for the reason that a service is down: the offline answerer then answers, marked `degraded`. */
  language: LanguageModel;
  /** The configured model alone: its failures reach the caller. */
  primaryLanguage: LanguageModel;
  fallbackLanguage: LanguageModel;
  /** Starts the local model's thread, where one is used, and stops it. */
  service: Service;
  /** Makes one small call of each model; rejects with a sentence that names the remedy. */
  check(options?: CallOptions): Promise<void>;
}

const OPENAI_BASE_URL = 'https://api.openai.com/v1';
const CACHED_TEXTS = 500;
const TIMEOUT_MS = 30_000;
/** Small, as a customer's question waits until a batch is done. */
const LOCAL_BATCH = { texts: 32, characters: 20_000 };

/** Chooses the models: those behind the API when a key or an own server is configured, else the ones inside Teppan. */
export function createModels(config: ModelsConfig, deps: ModelsDeps): Models {
  const nowMs = () => deps.clock.now().getTime();
  const fallbackLanguage = createOfflineLanguageModel({ nowMs });
  const offline = createOfflineEmbedder();
  const local = { ...createCachedEmbedder(offline, CACHED_TEXTS), isLocal: true, batch: LOCAL_BATCH };
  if (!config.apiKey && !config.baseUrl) {
    const check = async (options?: CallOptions) => void (await offline.embed(['check'], options));
    return {
      embedder: local,
      embedderFor: (model) => (model === local.model ? local : undefined),
      language: fallbackLanguage,
      primaryLanguage: fallbackLanguage,
      fallbackLanguage,
      service: offline,
      check,
    };
  }

  const api = createOpenAiApi(
    {
      apiKey: config.apiKey || 'none',
      baseUrl: config.baseUrl || OPENAI_BASE_URL,
      timeoutMs: config.timeoutMs ?? TIMEOUT_MS,
    },
    {
      log: deps.log,
      nowMs,
      wait: deps.wait ?? ((ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal })),
      random: deps.random ?? Math.random,
    },
  );
  const { recordModelCall } = deps;
  const named = new Map<string, NamedEmbedder>([[local.model, local]]);
  function embedderFor(model: string): NamedEmbedder {
    const inner = createOpenAiEmbedder({ api, model, nowMs, recordModelCall });
    const found = named.get(model) ?? {
      ...createCachedEmbedder(inner, CACHED_TEXTS),
      isLocal: false,
      batch: OPENAI_BATCH,
    };
    named.set(model, found);
    return found;
  }
  const embedder = embedderFor(config.embeddingModel || 'text-embedding-3-small');
  const primaryLanguage = createOpenAiLanguageModel({
    api,
    model: config.chatModel || 'gpt-4o-mini',
    nowMs,
    recordModelCall,
  });
  return {
    embedder,
    embedderFor,
    language: createFallbackLanguageModel(primaryLanguage, fallbackLanguage, { log: deps.log, embedder: offline }),
    primaryLanguage,
    fallbackLanguage,
    // The local model is only loaded when it has to step in.
    service: { name: 'models', start: async () => undefined, stop: offline.stop },
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
