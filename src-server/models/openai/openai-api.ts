import OpenAI, { APIError } from 'openai';
import { AppError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { CallOptions } from '../embedder.ts';
import { failureKind, mayPass, toAppError } from './failure.ts';
import { limitBody } from './limit-body.ts';

export interface OpenAiConfig {
  apiKey: string;
  /** With the version: `https://api.openai.com/v1`. */
  baseUrl: string;
  /** Of one attempt, from sending to the last byte. */
  timeoutMs: number;
}

export interface OpenAiDeps {
  log: Log;
  nowMs: () => number;
  /** Waits before the next attempt; rejects when the signal ends it. */
  wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0..1, so that many clients don't come back at the same moment. */
  random: () => number;
}

export interface CallTarget {
  model: string;
  /** The setting that names the model, for the text of an error. */
  setting: string;
}

/** Calls an OpenAI-compatible API: time limit, retries by kind of error, one kind of error to the outside. */
export interface OpenAiApi {
  call<T>(
    target: CallTarget,
    send: (client: OpenAI, signal: AbortSignal) => Promise<T>,
    options?: CallOptions,
  ): Promise<T>;
}

const MAX_ATTEMPTS = 3;
const FIRST_WAIT_MS = 500;
/** A customer is waiting: a service that asks for more patience than this is taken as failed. */
const MAX_WAIT_MS = 10_000;

export function createOpenAiApi(config: OpenAiConfig, deps: OpenAiDeps): OpenAiApi {
  const client = new OpenAI({
    apiKey: config.apiKey,
    baseURL: config.baseUrl,
    // The SDK would take these from the environment, which only config.ts may read.
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    timeout: config.timeoutMs,
    fetch: limitBody(fetch),
  });

  async function attempt<T>(send: (client: OpenAI, signal: AbortSignal) => Promise<T>, signal?: AbortSignal) {
    const limit = AbortSignal.timeout(config.timeoutMs);
    try {
      return { value: await send(client, signal === undefined ? limit : AbortSignal.any([signal, limit])) };
    } catch (error) {
      if (error instanceof AppError) throw error;
      return { error, kind: failureKind(error, { aborted: signal?.aborted === true, timedOut: limit.aborted }) };
    }
  }

  return {
    async call(target, send, { signal } = {}) {
      for (let attempts = 1; ; attempts += 1) {
        signal?.throwIfAborted();
        const result = await attempt(send, signal);
        if ('value' in result) return result.value as Awaited<ReturnType<typeof send>>;
        const { error, kind } = result;
        if (kind === 'aborted') throw signal?.reason ?? error;
        const waitMs =
          askedWaitMs(error, deps.nowMs()) ?? FIRST_WAIT_MS * 2 ** (attempts - 1) * (0.75 + deps.random() / 2);
        const status = error instanceof APIError ? error.status : undefined;
        if (!mayPass(kind) || attempts >= MAX_ATTEMPTS || waitMs > MAX_WAIT_MS) {
          throw kind === 'badRequest' && error instanceof APIError
            ? new RefusedError(target, error)
            : toAppError(kind, error, target.model, target.setting);
        }
        deps.log.warn('model call is tried again', { model: target.model, kind, status, attempts, waitMs });
        await deps.wait(waitMs, signal);
      }
    },
  };
}

/** A request that the server would not take as it was: the caller may know which part to leave out. */
export class RefusedError extends AppError {
  /** The parameter that the server named, or its whole text where it named none; lower-case. */
  readonly refused: string;

  constructor(target: CallTarget, cause: APIError) {
    super('MODEL_FAILED', toAppError('badRequest', cause, target.model, target.setting).message, { cause });
    this.refused = `${cause.param ?? ''} ${cause.message}`.toLowerCase();
  }
}

/** Retry-After in seconds or as a date, or retry-after-ms. */
function askedWaitMs(error: unknown, nowMs: number): number | undefined {
  const headers = error instanceof APIError ? error.headers : undefined;
  const ms = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (ms >= 0) return ms;
  const after = headers?.get('retry-after') ?? '';
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
