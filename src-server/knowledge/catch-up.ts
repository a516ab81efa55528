import { AppError } from '../core/errors.ts';
import type { Embedder } from '../models/embedder.ts';
import { plainText } from '../models/text/plain-text.ts';
import {
  listChunksToEmbed,
  listChunksToIndex,
  listQuestionsToEmbed,
  type NewVector,
  storeChunkVectors,
  storeQuestionVectors,
} from './catch-up.store.ts';
import { toEmbedText } from './chunk-article.ts';
import { indexTerms, titleField } from './index-terms.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';
import { replaceTerms } from './term.store.ts';

const BATCH = 32;
const VACUUM_LIMIT_MS = 300_000;

export interface CatchUpReport {
  embedded: number;
  indexed: number;
}

/**
 * Gives every chunk in use and every way to ask what the search needs of it: a vector of the current model, after the
 * model was changed or could not be reached; and its words, after an existing deployment was adopted. Works in small
 * steps that are each complete, so it may be interrupted, and run again, at any time.
 */
export function createCatchUp(deps: Pick<KnowledgeDeps, 'db' | 'activeEmbedder'>) {
  const { db } = deps;

  async function indexChunks(signal: AbortSignal | undefined): Promise<number> {
    for (let done = 0; ; ) {
      signal?.throwIfAborted();
      const waiting = await listChunksToIndex(db, BATCH);
      if (waiting.length === 0) return done;
      const terms = waiting.map((chunk) => ({
        chunkId: chunk.id,
        ...indexTerms(titleField(chunk), plainText(chunk.text)),
      }));
      await db.transaction((tx) => replaceTerms(tx, [], terms));
      done += waiting.length;
    }
  }

  async function embedAll(
    embedder: Pick<Embedder, 'embed'>,
    list: () => Promise<{ id: string; embedText: string }[]>,
    store: (vectors: NewVector[]) => Promise<void>,
    signal: AbortSignal | undefined,
  ): Promise<number> {
    for (let done = 0; ; ) {
      signal?.throwIfAborted();
      const waiting = await list();
      if (waiting.length === 0) return done;
      const vectors = await embedder.embed(
        waiting.map((one) => one.embedText),
        { signal },
      );
      const found = waiting.flatMap(({ id }, index) => {
        const vector = vectors[index];
        return vector === undefined ? [] : [{ id, vector }];
      });
      if (found.length < waiting.length)
        throw new AppError('MODEL_FAILED', 'The embedding model returned too few vectors. Try again.');
      await store(found);
      done += found.length;
    }
  }

  return async function catchUp(signal?: AbortSignal): Promise<CatchUpReport> {
    const embedder = await deps.activeEmbedder();
    const { model } = embedder;
    const indexed = await indexChunks(signal);
    if (embedder.isMissing === true) return { embedded: 0, indexed };
    const chunks = await embedAll(
      embedder,
      async () =>
        (await listChunksToEmbed(db, model, BATCH)).map((chunk) => ({ id: chunk.id, embedText: toEmbedText(chunk) })),
      (vectors) => storeChunkVectors(db, model, vectors),
      signal,
    );
    const questions = await embedAll(
      embedder,
      async () => (await listQuestionsToEmbed(db, model, BATCH)).map(({ id, text }) => ({ id, embedText: text })),
      (vectors) => storeQuestionVectors(db, model, vectors),
      signal,
    );
    // Vectors of before stay in the graphs until they are cleared away, and the way to new ones leads through them.
    if (chunks + questions > 0)
      await db.longOperation(VACUUM_LIMIT_MS, () => db.query('VACUUM ai.kb_chunks, ai.kb_questions'));
    return { embedded: chunks + questions, indexed };
  };
}
