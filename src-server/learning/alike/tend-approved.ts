import type { AlikeDeps } from './alike-deps.ts';
import {
  type ApprovedExample,
  holdApproved,
  listAgainstArticles,
  listApprovedNear,
  listChangedArticles,
  markArticleCompared,
  setConflictLook,
} from './approved.store.ts';
import { compareExample } from './compare-example.ts';
import { replaceConflicts } from './conflict.store.ts';

const ARTICLES_AT_ONCE = 20;
/** So many examples near each passage are compared. What is further away speaks of something else. */
const PER_PASSAGE = 20;

/**
 * Holds approved examples against articles that were changed since: one that says otherwise now is put up for a second
 * look, and stays in use until a person decides. What a reviewer accepted is not put up again while it reads the same.
 * Small complete steps, so it may be interrupted and run again. Returns how many examples it compared.
 */
export function createTendApproved(deps: AlikeDeps) {
  return async function tendApproved(signal?: AbortSignal): Promise<number> {
    const { isMissing, model } = await deps.activeEmbedder();
    if (isMissing === true) return 0;
    let compared = 0;
    const seen = new Set<string>();
    for (;;) {
      signal?.throwIfAborted();
      const articles = await listChangedArticles(deps.db, model, ARTICLES_AT_ONCE);
      // What changes all the time is left for the next run.
      const fresh = articles.filter(({ id }) => !seen.has(id));
      if (fresh.length === 0) return compared;
      for (const article of fresh) {
        seen.add(article.id);
        const near = await listApprovedNear(deps.db, { articleId: article.id, model, perPassage: PER_PASSAGE });
        for (const example of near) {
          signal?.throwIfAborted();
          await compare(deps, example, model, signal);
          compared += 1;
        }
        await markArticleCompared(deps.db, article);
      }
    }
  };
}

async function compare(deps: AlikeDeps, example: ApprovedExample, model: string, signal: AbortSignal | undefined) {
  const { conflicts } = await compareExample(deps, { ...example, model }, signal);
  const at = deps.clock.now();
  await deps.db.transaction(async (tx) => {
    if (!(await holdApproved(tx, example))) return;
    const known = await listAgainstArticles(tx, example.id);
    const isNew = conflicts.some(
      (one) =>
        one.articleId !== null &&
        !known.some(
          ({ articleId, ownPassage, otherPassage }) =>
            articleId === one.articleId && ownPassage === one.ownPassage && otherPassage === one.otherPassage,
        ),
    );
    const isFlagged = await replaceConflicts(tx, example.id, conflicts, at);
    await setConflictLook(tx, example.id, { found: conflicts, isNew }, at);
    if (isFlagged) tx.emit({ type: 'training.updated', subjectId: example.id });
  });
}
