import { AppError } from '../../core/errors.ts';
import type { Database } from '../../database/database.ts';
import type { ActiveEmbedder, NamedEmbedder } from '../../models/embedder.ts';
import { readActiveModel } from './search-model.store.ts';

export interface EmbedderChoice {
  /** The configured model: what the search is to be changed to. */
  configured: NamedEmbedder;
  /** Undefined for a model that cannot be had here. */
  embedderFor: (model: string) => NamedEmbedder | undefined;
}

/**
 * Asks the database at each use: another sidecar may have changed the model a moment ago, and reading one row costs
 * less than a wrong answer.
 */
export function createActiveEmbedder(deps: EmbedderChoice & { db: Database }): ActiveEmbedder {
  return async function activeEmbedder() {
    const model = (await readActiveModel(deps.db)) ?? deps.configured.model;
    return deps.embedderFor(model) ?? missing(model);
  };
}

function missing(model: string) {
  return {
    model,
    isMissing: true as const,
    async embed(): Promise<number[][]> {
      throw new AppError(
        'MODEL_FAILED',
        `The search model “${model}” cannot be had with the present settings, so the search goes by words. See Settings, Search model.`,
      );
    },
  };
}
