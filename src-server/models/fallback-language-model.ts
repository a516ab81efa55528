import { errorText } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { compareSources } from './compare-sources.ts';
import type { Embedder } from './embedder.ts';
import type { LanguageModel } from './language-model.ts';

/**
 * Answers by the first model; when that fails, by the second, and marks the answer as degraded. A caller who gives up
 * gets the reason of its signal, not an answer.
 */
export function createFallbackLanguageModel(
  first: LanguageModel,
  second: LanguageModel,
  deps: { log: Log; embedder: Embedder },
): LanguageModel {
  return {
    get model() {
      return first.model;
    },
    kind: first.kind,
    async answerFromSources(request, options = {}) {
      try {
        return await first.answerFromSources(request, options);
      } catch (error) {
        options.signal?.throwIfAborted();
        // Only the sentence: what a service says of a request may quote it.
        deps.log.warn('the offline answerer steps in', { model: first.model, reason: errorText(error) });
        const compared = await compareSources(request, deps.embedder, options.signal);
        return { ...(await second.answerFromSources(compared, options)), degraded: true };
      }
    },
  };
}
