import type { ArticleDraft } from '../contract/knowledge.ts';
import { AppError } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { isUniqueViolation } from '../database/sql-errors.ts';
import type { ArticleRow } from './article.store.ts';
import { embedTexts } from './embed-texts.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';
import { loadStored } from './load-stored.ts';
import { type ArticlePlan, planArticle } from './plan-article.ts';
import { textsToEmbed, writePlans } from './write-plans.ts';

/** What an article is to become. */
export interface WantedArticle {
  draft: ArticleDraft;
  /** The article that it changes; a new one without it. */
  article: ArticleRow | undefined;
  /** As it is when undefined; a new article is published. */
  status?: ArticleRow['status'] | undefined;
}

export interface WriteDraftsOptions {
  /** Finds anew what is wanted, as somebody may have written an article since the last attempt. */
  prepare: () => Promise<WantedArticle[]>;
  isSample: boolean;
  by: string | null;
  /** Ends the transaction that writes the plans, and may refuse it by throwing. */
  record?: (tx: Transaction, plans: readonly ArticlePlan[]) => Promise<void>;
}

const ATTEMPTS = 5;

/**
 * Writes a batch of articles in one transaction. Embeds before it begins, so that the transaction is short; when
 * somebody else was quicker with one of the articles or its code, plans anew. One plan for each wanted article.
 */
export async function writeDrafts(deps: KnowledgeDeps, options: WriteDraftsOptions): Promise<ArticlePlan[]> {
  for (let attempt = 1; ; attempt++) {
    const wanted = await options.prepare();
    const stored = await loadStored(
      deps.db,
      wanted.flatMap(({ article }) => article ?? []),
    );
    const plans = wanted.map(({ draft, article, status }) =>
      planArticle({
        draft,
        stored: article === undefined ? undefined : stored.get(article.code),
        ...(status === undefined ? {} : { status }),
        newId: deps.newId,
      }),
    );
    const open = plans.filter((plan) => plan.kind !== 'same');
    const vectors = await embedTexts(deps, textsToEmbed(open));
    try {
      await deps.db.transaction(async (tx) => {
        if (open.length > 0)
          await writePlans(tx, deps, open, { vectors, isSample: options.isSample, updatedBy: options.by });
        await options.record?.(tx, plans);
      });
      return plans;
    } catch (error) {
      if (attempt >= ATTEMPTS || !wasOvertaken(error)) throw error;
    }
  }
}

function wasOvertaken(error: unknown): boolean {
  return isUniqueViolation(error, 'kb_articles_code_key') || (error instanceof AppError && error.code === 'CONFLICT');
}
