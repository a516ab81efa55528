import type { Embedder } from './embedder.ts';

/** Keeps the vectors of the last single texts: customers ask alike, and one message is embedded by several steps. */
export function createCachedEmbedder(inner: Embedder, maxTexts: number): Embedder {
  // A Map keeps the order of insertion: the first key is the one that was used longest ago.
  const cache = new Map<string, number[]>();
  return {
    model: inner.model,
    async embed(texts, options) {
      const [text] = texts;
      if (text === undefined || texts.length > 1) return inner.embed(texts, options);
      options?.signal?.throwIfAborted();
      const vectors = cache.has(text) ? [cache.get(text) ?? []] : await inner.embed(texts, options);
      cache.delete(text);
      cache.set(text, vectors[0] ?? []);
      for (const oldest of cache.keys()) {
        if (cache.size <= maxTexts) break;
        cache.delete(oldest);
      }
      return vectors.map((vector) => [...vector]);
    },
  };
}
