import type { Article } from '../contract/knowledge.ts';
import { recordReview } from './article.store.ts';
import { countToReview } from './article-list.store.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';
import { getArticle } from './read-articles.ts';

/** An article is to be reviewed from so many days before its day on, so that there is time to do it. */
const AHEAD_DAYS = 14;
const DAY_MS = 24 * 60 * 60_000;

function reviewUntil(now: Date): string {
  return new Date(now.getTime() + AHEAD_DAYS * DAY_MS).toISOString().slice(0, 10);
}

export type ReviewArticle = ReturnType<typeof createReviewArticle>;

/** Keeping articles right: a review is not a change of the text, so it makes no version and embeds nothing. */
export function createReviewArticle({ db, clock }: Pick<KnowledgeDeps, 'db' | 'clock'>) {
  return {
    async record({ id, nextReviewOn }: { id: string; nextReviewOn: string | null }, by: string): Promise<Article> {
      await db.transaction(async (tx) => {
        await recordReview(tx, { id, nextReviewOn, by }, clock.now());
        tx.emit({ type: 'article.updated', subjectId: id });
      });
      return getArticle(db, id);
    },

    /** Whose review is due until this day is to be reviewed now. */
    until: () => reviewUntil(clock.now()),

    async countDue(): Promise<{ count: number }> {
      return { count: await countToReview(db, reviewUntil(clock.now())) };
    },
  };
}
