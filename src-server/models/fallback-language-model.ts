import type { Log } from '../core/log.ts';
import type { LanguageModel } from './language-model.ts';

/**
 * Answers by the first model; when that fails, by the second, and marks the answer as degraded. A caller who gives up
 * gets the reason of its signal, not an answer.
 */
export function createFallbackLanguageModel(first: LanguageModel, second: LanguageModel, log: Log): LanguageModel {
  return {
    model: first.model,
    kind: first.kind,
    async answerFromSources(request, options = {}) {
      try {
        return await first.answerFromSources(request, options);
      } catch (error) {
        options.signal?.throwIfAborted();
        log.warn('the offline answerer steps in', { model: first.model, error });
        return { ...(await second.answerFromSources(request, options)), degraded: true };
      }
    },
  };
}
