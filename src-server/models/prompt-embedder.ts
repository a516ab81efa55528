import { eitherSignal } from '../core/either-signal.ts';
import { startTimeLimit, type Timer } from '../core/timer.ts';
import type { Embedder, EmbedOptions } from './embedder.ts';
import type { MessageAccount } from './gateway/budget.ts';
import { createCircuitBreaker } from './gateway/circuit-breaker.ts';
import { isHarmless, isLasting, ModelFailure, toFailure } from './openai/failure.ts';

/** A service that is well takes a fraction of a second; who waits longer is better served by a search of words. */
const PATIENCE_MS = 8_000;

/**
 * Embeds for customers who wait. The model has `PATIENCE_MS` over all attempts, and one that has failed is not asked
 * again for the same message: nobody waits twice for it. After two messages at which it failed it is left alone for a
 * while, as the chat models are. What is embedded for no message, in the background, passes through.
 */
export function createPromptEmbedder(inner: Embedder, deps: { timer: Timer; nowMs: () => number }): Embedder {
  const breaker = createCircuitBreaker(deps.nowMs);
  const target = { model: inner.model, setting: 'TEPPAN_EMBEDDING_MODEL' };
  /** Why the model is not asked again for a message. */
  const failures = new WeakMap<MessageAccount, unknown>();

  async function ask(texts: readonly string[], options: EmbedOptions, account: MessageAccount): Promise<number[][]> {
    // This message is the probe after a pause: its customer waits once, and all after it know.
    if (breaker.permit() === 'wait') throw toFailure('server', new Error('It is left alone for a while.'), target);
    const limit = startTimeLimit(deps.timer, PATIENCE_MS, 'embedding a message');
    const signal = eitherSignal(options.signal, limit.signal);
    try {
      const vectors = await inner.embed(texts, { ...options, signal });
      breaker.succeeded();
      return vectors;
    } catch (error) {
      if (options.signal?.aborted === true) {
        breaker.undecided();
        throw error;
      }
      const failure = limit.signal.aborted ? toFailure('timeout', error, target) : error;
      failures.set(account, failure);
      if (!(failure instanceof ModelFailure) || isHarmless(failure.kind)) breaker.undecided();
      else breaker.failed({ isLasting: isLasting(failure.kind), pauseMs: failure.pauseMs });
      throw failure;
    } finally {
      limit.lift();
    }
  }

  return {
    model: inner.model,
    async embed(texts, options = {}) {
      const { account } = options;
      if (account === undefined) return inner.embed(texts, options);
      if (failures.has(account)) throw failures.get(account);
      return ask(texts, options, account);
    },
  };
}
