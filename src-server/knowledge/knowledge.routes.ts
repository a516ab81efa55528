import { api, staffOf } from '../api.ts';
import type { ArticleDraft } from '../contract/knowledge.ts';
import type { Database } from '../database/database.ts';
import { readVector } from '../database/vector.ts';
import { getChunk } from './chunk.store.ts';
import { getArticle, getArticleVersion, listArticles, nextArticleCode } from './read-articles.ts';
import type { ReviewArticle } from './review-article.ts';
import type { SaveArticle } from './save-article.ts';
import type { SearchKnowledge } from './search-knowledge.ts';

export interface KnowledgeRouteDeps {
  db: Database;
  save: SaveArticle;
  review: ReviewArticle;
  search: SearchKnowledge;
  /** Refuses a change that was tried and is worse, unless somebody says why. */
  guard: (
    change: { articleId: string; articleVersion: number; draft: ArticleDraft },
    said: { by: string; override: string | undefined },
  ) => Promise<void>;
}

export function createKnowledgeRoutes({ db, save, review, search, guard }: KnowledgeRouteDeps) {
  return {
    list: api.knowledge.list.handler(({ input: { toReview, ...filter } }) =>
      listArticles(db, { ...filter, reviewUntil: toReview === true ? review.until() : undefined }),
    ),
    countToReview: api.knowledge.countToReview.handler(review.countDue),
    get: api.knowledge.get.handler(({ input }) => getArticle(db, input.id)),
    getVersion: api.knowledge.getVersion.handler(({ input }) => getArticleVersion(db, input)),
    nextCode: api.knowledge.nextCode.handler(async () => ({ code: await nextArticleCode(db) })),
    create: api.knowledge.create.handler(({ input, context }) => save.create(input, staffOf(context).id)),
    update: api.knowledge.update.handler(async ({ input: { override, ...change }, context }) => {
      const by = staffOf(context).id;
      const { id: articleId, expectedVersion: articleVersion, ...draft } = change;
      await guard({ articleId, articleVersion, draft }, { by, override });
      return save.update(change, by);
    }),
    setStatus: api.knowledge.setStatus.handler(({ input, context }) => save.setStatus(input, staffOf(context).id)),
    recordReview: api.knowledge.recordReview.handler(({ input, context }) => review.record(input, staffOf(context).id)),
    chunk: api.knowledge.chunk.handler(({ input }) => getChunk(db, input.id)),
    search: api.knowledge.search.handler(async ({ input: { vector, ...question } }) => ({
      hits: await search({ ...question, vector: vector === undefined ? undefined : readVector(vector) }),
    })),
  };
}
