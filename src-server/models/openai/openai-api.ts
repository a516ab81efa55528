import OpenAI, { APIError } from 'openai';
import { eitherSignal } from '../../core/either-signal.ts';
import type { Log } from '../../core/log.ts';
import type { Timer } from '../../core/timer.ts';
import type { CallOptions } from '../embedder.ts';
import { type Deadlines, startDeadlines } from './deadlines.ts';
import { type FailureKind, failureKind, ModelFailure, mayPass, toFailure } from './failure.ts';
import { limitBody } from './limit-body.ts';

export interface OpenAiConfig {
  apiKey: string;
  /** With the version: `https://api.openai.com/v1`. */
  baseUrl: string;
  deadlines: Deadlines;
}

export interface OpenAiDeps {
  log: Log;
  nowMs: () => number;
  /** Waits before the next attempt, and ends those that take too long. */
  timer: Timer;
  /** 0..1, so that many clients don't come back at the same moment. */
  random: () => number;
}

export interface CallTarget {
  model: string;
  /** The setting that names the model, for the text of an error. */
  setting: string;
}

/** What an attempt is given: the client, its end, and how it says that something has arrived. */
export interface Attempt {
  client: OpenAI;
  signal: AbortSignal;
  heard: () => void;
}

export interface SendOptions extends CallOptions {
  /** The answer comes in pieces, so the first of them is waited for less long than for the whole. */
  isStreamed?: boolean;
}

/** Calls an OpenAI-compatible API: time limits, retries by kind of error, one kind of error to the outside. */
export interface OpenAiApi {
  call<T>(target: CallTarget, send: (attempt: Attempt) => Promise<T>, options?: SendOptions): Promise<T>;
}

const MAX_ATTEMPTS = 3;
/** Each of them was waited for long enough. */
const MAX_TIMEOUTS = 2;
const FIRST_WAIT_MS = 500;
/** A customer is waiting: a service that asks for more patience than this is taken as failed. */
const MAX_WAIT_MS = 10_000;
/** A service that asks for more is believed no longer than this. */
const LONGEST_PAUSE_MS = 3_600_000;

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
    timeout: config.deadlines.wholeMs,
    fetch: limitBody(fetch),
  });

  async function attempt<T>(send: (attempt: Attempt) => Promise<T>, { signal, isStreamed = false }: SendOptions) {
    const deadlines = startDeadlines(deps.timer, config.deadlines, isStreamed);
    const ended = eitherSignal(signal, deadlines.signal);
    try {
      return { value: await send({ client, signal: ended, heard: deadlines.heard }) };
    } catch (error) {
      if (error instanceof ModelFailure) throw error;
      const state = { aborted: signal?.aborted === true, timedOut: deadlines.signal.aborted };
      return { error, kind: failureKind(error, state) };
    } finally {
      deadlines.stop();
    }
  }

  return {
    async call(target, send, options = {}) {
      const { signal } = options;
      for (let attempts = 1; ; attempts += 1) {
        signal?.throwIfAborted();
        const result = await attempt(send, options);
        if ('value' in result) return result.value as Awaited<ReturnType<typeof send>>;
        const { error, kind } = result;
        if (kind === 'aborted') throw signal?.reason ?? error;
        const askedMs = askedWaitMs(error, deps.nowMs());
        const waitMs = askedMs ?? FIRST_WAIT_MS * 2 ** (attempts - 1) * (0.75 + deps.random() / 2);
        const status = error instanceof APIError ? error.status : undefined;
        if (!mayPass(kind) || attempts >= maxAttempts(kind) || waitMs > MAX_WAIT_MS) {
          if (kind === 'badRequest' && error instanceof APIError) throw new RefusedError(target, error);
          if (kind === 'overBudget') throw error;
          const pauseMs = waitMs > MAX_WAIT_MS ? Math.min(waitMs, LONGEST_PAUSE_MS) : undefined;
          throw toFailure(kind, error, target, pauseMs);
        }
        deps.log.warn('model call is tried again', { model: target.model, kind, status, attempts, waitMs });
        await deps.timer.pause(waitMs, signal);
      }
    },
  };
}

function maxAttempts(kind: FailureKind): number {
  return kind === 'timeout' ? MAX_TIMEOUTS : MAX_ATTEMPTS;
}

/** A request that the server would not take as it was: the caller may know which part to leave out. */
export class RefusedError extends ModelFailure {
  /** The parameter that the server named, or its whole text where it named none; lower-case. */
  readonly refused: string;

  constructor(target: CallTarget, cause: APIError) {
    super('badRequest', toFailure('badRequest', cause, target).message, { cause });
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
