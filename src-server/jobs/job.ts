import type { z } from 'zod';
import type { Transaction } from '../database/database.ts';

/** One kind of work that is done later, at least once, also across restarts. */
export interface JobDefinition<P> {
  /** `<noun>.<verb>`, such as `conversation.answer`; it names the queue and must not change. */
  name: string;
  /** Ids only: what else is needed is read when the job runs, as it may have changed. */
  payload: z.ZodType<P>;
  /**
   * Does the work. May run again after a crash or a failure, also after it has succeeded but could not say so,
   * so doing it twice must be the same as doing it once. Heeds `signal`, which tells that time is up or the sidecar stops.
   */
  run(payload: P, call: JobCall): Promise<void>;
  /** How often it is tried again after a failure, and after how long the first time; the pause doubles each time. */
  retry?: { limit: number; delaySeconds: number };
  /** After this time an attempt counts as failed. */
  timeoutSeconds?: number;
  /** How many of these may run at the same time in one sidecar. */
  concurrency?: number;
  /** Called once all attempts have failed; itself tried until it succeeds. */
  onGivenUp?(payload: P): Promise<void>;
}

export interface JobCall {
  signal: AbortSignal;
  /** 1 for the first attempt. */
  attempt: number;
}

/** What enqueues a job that was defined; the payload's type comes with it. */
export interface JobHandle<P> {
  readonly name: string;
  /** Enqueues the job in the caller's transaction: it is done if and only if that commits. */
  enqueue(tx: Transaction, payload: P, options?: EnqueueOptions): Promise<void>;
}

export interface EnqueueOptions {
  /** While a job with this key waits, enqueuing another one changes nothing. One that already runs does not count. */
  singletonKey?: string;
  startAfterMs?: number;
}

/** A job that failed at its last attempt. */
export interface GivenUpJob {
  id: string;
  name: string;
  payload: unknown;
  failedAt: Date;
}
