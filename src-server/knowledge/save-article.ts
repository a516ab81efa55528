import type { Article, ArticleDraft } from '../contract/knowledge.ts';
import { AppError } from '../core/errors.ts';
import { isForeignKeyViolation, isUniqueViolation } from '../database/sql-errors.ts';
import { type ArticleRow, getArticleRow, listArticlesByCode } from './article.store.ts';
import { embedTexts } from './embed-texts.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';
import { loadStored } from './load-stored.ts';
import { type ArticlePlan, planArticle } from './plan-article.ts';
import { getArticle } from './read-articles.ts';
import { textsToEmbed, writePlans } from './write-plans.ts';

/** What people do with a single article. Every change keeps the version before it. */
export interface SaveArticle {
  create(draft: ArticleDraft, by: string): Promise<Article>;
  update(change: ArticleDraft & { id: string; expectedVersion: number }, by: string): Promise<Article>;
  /** Archiving takes an article out of the search; its past citations still open. */
  setStatus(change: { id: string; status: ArticleRow['status'] }, by: string): Promise<Article>;
}

export function createSaveArticle(deps: KnowledgeDeps): SaveArticle {
  async function save(plan: ArticlePlan, options: { isSample: boolean; by: string }): Promise<Article> {
    if (plan.kind !== 'same') {
      const vectors = await embedTexts(deps, textsToEmbed([plan]));
      const { isSample, by } = options;
      await refuseUnfit(plan.draft.code, () =>
        deps.db.transaction((tx) => writePlans(tx, deps, [plan], { vectors, isSample, updatedBy: by })),
      );
    }
    return getArticle(deps.db, plan.id);
  }

  return {
    async create(draft, by) {
      const [taken] = await listArticlesByCode(deps.db, [draft.code]);
      if (taken !== undefined) throw codeTaken(draft.code);
      return save(planArticle({ draft, stored: undefined, newId: deps.newId }), { isSample: false, by });
    },

    async update({ id, expectedVersion, ...draft }, by) {
      const article = await getArticleRow(deps.db, id);
      if (article.version !== expectedVersion)
        throw new AppError(
          'CONFLICT',
          `${article.code} is at version ${article.version} now; you edited version ${expectedVersion}. Reload it, then make your change again.`,
        );
      const stored = (await loadStored(deps.db, [article])).get(article.code);
      // What somebody edits is theirs, no longer a sample.
      return save(planArticle({ draft, stored, newId: deps.newId }), { isSample: false, by });
    },

    async setStatus({ id, status }, by) {
      const article = await getArticleRow(deps.db, id);
      const stored = (await loadStored(deps.db, [article])).get(article.code);
      const { isSample, ...draft } = article;
      return save(planArticle({ draft, stored, status, newId: deps.newId }), { isSample, by });
    },
  };
}

/** Says in words what the tables refuse. */
async function refuseUnfit(code: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (isUniqueViolation(error, 'kb_articles_code_key')) throw codeTaken(code);
    if (isForeignKeyViolation(error, 'kb_articles_owner_id_fkey'))
      throw new AppError('BAD_INPUT', 'The owner is not on the team. Choose somebody who is.', { cause: error });
    throw error;
  }
}

function codeTaken(code: string): AppError {
  return new AppError('CONFLICT', `The code ${code} is taken by another article. Choose another one.`);
}
