import { dot } from './compare-texts.ts';
import type { Embedder } from './embedder.ts';
import type { GroundedRequest } from './language-model.ts';
import { plainText } from './text/plain-text.ts';

/**
 * Fills in how near the sources are to the question, by the model inside Teppan, where the search could not tell
 * as the model behind the API that made the stored vectors was out of reach.
 */
export async function compareSources(
  request: GroundedRequest,
  embedder: Embedder,
  signal?: AbortSignal,
): Promise<GroundedRequest> {
  const isKnown = request.sources.some((source) => source.similarity > 0);
  if (isKnown || request.sources.length === 0) return request;
  const textsOf = request.sources.map(({ title, text, questions = [] }) => [
    `${title}\n${plainText(text)}`,
    title,
    ...questions,
  ]);
  const [question = [], ...vectors] = await embedder.embed([request.question, ...textsOf.flat()], { signal });
  const similarities = vectors.map((vector) => dot(question, vector));
  const sources = request.sources.map((source, index) => {
    const own = similarities.splice(0, textsOf[index]?.length ?? 0);
    const similarity = Math.max(0, ...own);
    return { ...source, similarity, writtenSimilarity: similarity };
  });
  return { ...request, sources };
}
