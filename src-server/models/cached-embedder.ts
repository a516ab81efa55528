import type { Embedder, EmbedOptions } from './embedder.ts';

/**
 * Keeps the vectors of the last single texts: customers ask alike, and one message is embedded by several steps. Who asks
 * for a text that is just being embedded for somebody else waits for that.
 */
export function createCachedEmbedder(inner: Embedder, maxTexts: number): Embedder {
  // A Map keeps the order of insertion: the first key is the one that was used longest ago.
  const cache = new Map<string, number[]>();
  const underWay = new Map<string, Promise<number[]>>();

  function keep(text: string, vector: number[]): void {
    cache.delete(text);
    cache.set(text, vector);
    for (const oldest of cache.keys()) {
      if (cache.size <= maxTexts) break;
      cache.delete(oldest);
    }
  }

  async function embedAnew(text: string, options: EmbedOptions | undefined): Promise<number[]> {
    const embedding = inner.embed([text], options).then(([vector = []]) => vector);
    underWay.set(text, embedding);
    try {
      return await embedding;
    } finally {
      if (underWay.get(text) === embedding) underWay.delete(text);
    }
  }

  async function embedTogether(text: string, options: EmbedOptions | undefined): Promise<number[]> {
    const others = underWay.get(text);
    if (others === undefined) return embedAnew(text, options);
    // The other's call may end for a reason that is not ours, such as its signal.
    const vector = await others.catch(() => undefined);
    options?.signal?.throwIfAborted();
    return vector ?? embedAnew(text, options);
  }

  return {
    model: inner.model,
    async embed(texts, options) {
      const [text] = texts;
      if (text === undefined || texts.length > 1) return inner.embed(texts, options);
      options?.signal?.throwIfAborted();
      const vector = cache.get(text) ?? (await embedTogether(text, options));
      keep(text, vector);
      return [[...vector]];
    },
  };
}
