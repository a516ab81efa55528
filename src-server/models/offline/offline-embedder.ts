import type { Service } from '../../core/lifecycle.ts';
import type { Log } from '../../core/log.ts';
import type { CallOptions, Embedder } from '../embedder.ts';
import { createEmbeddingLane } from './embedding-lane.ts';
import { startUseLiteThread, type UseLiteThread } from './use-lite-thread.ts';

export const OFFLINE_EMBEDDING_MODEL = 'use-lite-512';

/** From so many texts on it is no question of anybody who waits, but an import, a lesson, a change of model. */
const MANY_TEXTS = 3;
/** How long the thread for many texts is kept after its last one. A batch of an import follows the one before within a second. */
const BULK_IDLE_MS = 30_000;

export interface OfflineEmbedderDeps {
  startThread?: () => Promise<UseLiteThread>;
  /** Without it nobody is told why the model failed. */
  log?: Pick<Log, 'error'>;
}

export interface OfflineEmbedder extends Embedder, Service {}

/**
 * Universal Sentence Encoder lite, whose weights are inside its package, in worker threads: one for questions, so that
 * a customer never waits for a slice of an import, and one for many texts at once, which is there while it is needed.
 */
export function createOfflineEmbedder({
  startThread = startUseLiteThread,
  log,
}: OfflineEmbedderDeps = {}): OfflineEmbedder {
  const onFailure = (error: unknown) => log?.error('the built-in search model failed', { error });
  const questions = createEmbeddingLane({ startThread, onFailure, idleMs: undefined });
  const bulk = createEmbeddingLane({ startThread, onFailure, idleMs: BULK_IDLE_MS });
  return {
    name: 'offline embedder',
    model: OFFLINE_EMBEDDING_MODEL,
    start: async () => questions.start(),
    async stop() {
      questions.stop();
      bulk.stop();
    },
    async embed(texts: readonly string[], options: CallOptions = {}) {
      if (texts.length === 0) return [];
      return (texts.length < MANY_TEXTS ? questions : bulk).embed(texts, options);
    },
  };
}
