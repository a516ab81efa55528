import { join } from 'node:path';
import { errorText } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Embedder } from '../../models/embedder.ts';
import { keyOfText, readVectorFile, writeVectorFile } from './vector-file.ts';

export interface SentenceVectorDeps {
  /** Where they are kept between starts; nowhere when left out. */
  folder?: string | undefined;
  log: Log;
}

/** The vectors of the sentences that the router learns from. */
export interface SentenceVectors {
  /** In the order of the texts; only what is not known yet is embedded. */
  embed(embedder: Embedder, texts: readonly string[]): Promise<ArrayLike<number>[]>;
  /** Keeps the vectors of these texts for the next start, and forgets all others. A failure costs time, nothing else. */
  keep(embedder: Embedder, texts: readonly string[]): Promise<void>;
}

/**
 * Remembers vectors by model and text, also over a restart: the sentences that ship with the program take ten seconds to
 * embed, and never change between two starts. A damaged file is logged, and built anew.
 */
export function createSentenceVectors({ folder, log }: SentenceVectorDeps): SentenceVectors {
  /** Of one model: after a change of model the vectors of the old one are of no use. */
  let open: { model: string; vectors: Promise<Map<string, Float32Array>> } | undefined;
  /** The keys that the file holds. */
  let kept = new Set<string>();

  const fileOf = (model: string) => join(folder ?? '', `${keyOfText(model)}.vectors`);

  async function readKept(model: string): Promise<Map<string, Float32Array>> {
    if (folder === undefined) return new Map();
    try {
      const vectors = new Map(await readVectorFile(fileOf(model), model));
      kept = new Set(vectors.keys());
      return vectors;
    } catch (error) {
      log.warn('the kept vectors of the router could not be read and are built anew', { reason: errorText(error) });
      kept = new Set();
      return new Map();
    }
  }

  function vectorsOf(model: string): Promise<Map<string, Float32Array>> {
    if (open?.model !== model) open = { model, vectors: readKept(model) };
    return open.vectors;
  }

  return {
    async embed(embedder, texts) {
      const known = await vectorsOf(embedder.model);
      const unknown = [...new Set(texts)].filter((text) => !known.has(keyOfText(text)));
      const fresh = await embedder.embed(unknown);
      for (const [at, text] of unknown.entries()) known.set(keyOfText(text), withoutPadding(fresh[at] ?? []));
      return texts.map((text) => known.get(keyOfText(text)) ?? []);
    },
    async keep({ model }, texts) {
      if (folder === undefined) return;
      const known = await vectorsOf(model);
      const wanted = new Set(texts.map(keyOfText));
      for (const key of known.keys()) if (!wanted.has(key)) known.delete(key);
      if (known.size === kept.size && [...known.keys()].every((key) => kept.has(key))) return;
      kept = new Set(known.keys());
      await writeVectorFile(fileOf(model), model, known).catch((error: unknown) =>
        log.warn('the vectors of the router could not be kept', { reason: errorText(error) }),
      );
    },
  };
}

function withoutPadding(vector: ArrayLike<number>): Float32Array {
  let last = vector.length;
  while (last > 1 && vector[last - 1] === 0) last -= 1;
  return Float32Array.from({ length: last }, (_, at) => vector[at] ?? 0);
}
