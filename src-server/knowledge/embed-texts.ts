import { errorText } from '../core/errors.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';
import type { Vectors } from './write-plans.ts';

const NOTHING_EMBEDDED: Vectors = { model: null, byText: new Map() };

/**
 * Embeds texts ahead of the transaction that stores them, as this may take a network call. When the model cannot be
 * reached, the texts are stored without vectors: they are found by their words and wait to be embedded.
 */
export async function embedTexts(
  deps: Pick<KnowledgeDeps, 'activeEmbedder' | 'log'>,
  texts: readonly string[],
): Promise<Vectors> {
  if (texts.length === 0) return NOTHING_EMBEDDED;
  try {
    const embedder = await deps.activeEmbedder();
    const vectors = await embedder.embed(texts);
    const byText = new Map(
      texts.flatMap((text, index) => (vectors[index] === undefined ? [] : [[text, vectors[index]] as const])),
    );
    return { model: embedder.model, byText };
  } catch (error) {
    deps.log.warn('articles could not be embedded and wait', { count: texts.length, reason: errorText(error) });
    return NOTHING_EMBEDDED;
  }
}
