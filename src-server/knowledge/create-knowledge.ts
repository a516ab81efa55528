import { createCatchUp } from './catch-up.ts';
import { countChunkUsage } from './chunk.store.ts';
import { createKnowledgeRoutes, type KnowledgeRouteDeps } from './knowledge.routes.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';
import { createLoadSample } from './load-sample.ts';
import { createProbeSearch } from './probe-search.ts';
import { createTermRarityReader } from './read-term-rarity.ts';
import { createReviewArticle } from './review-article.ts';
import { createSaveArticle } from './save-article.ts';
import { createSearchKnowledge } from './search-knowledge.ts';
import { keepStatistics } from './term-statistics.ts';

/** Everything that the rest of the sidecar needs of the knowledge base. */
export function createKnowledge(deps: KnowledgeDeps & { guard?: KnowledgeRouteDeps['guard'] }) {
  const statistics = keepStatistics(deps);
  const search = createSearchKnowledge({ ...deps, statistics });
  return {
    search,
    probeSearch: createProbeSearch(deps, statistics),
    readTermRarity: createTermRarityReader(statistics),
    countUsage: countChunkUsage,
    loadSample: createLoadSample(deps),
    catchUp: createCatchUp(deps),
    routes: createKnowledgeRoutes({
      db: deps.db,
      save: createSaveArticle(deps),
      review: createReviewArticle(deps),
      search,
      guard: deps.guard ?? (async () => {}),
    }),
  };
}
