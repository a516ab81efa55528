import type { ArticleDraft } from '../../contract/knowledge.ts';
import { inRolledBack } from '../../database/roll-back.ts';
import type { ArticleRow } from '../article.store.ts';
import { embedTexts } from '../embed-texts.ts';
import type { KnowledgeDeps } from '../knowledge-deps.ts';
import { loadStored } from '../load-stored.ts';
import { planArticle } from '../plan-article.ts';
import { textsToEmbed, writePlans } from '../write-plans.ts';
import type { LabDeps } from './lab-deps.ts';
import { type EmbeddedLabQuestion, type LookUp, lookUp } from './look-up.ts';

/**
 * Writes an article as saving this draft would, searches, and rolls back: the product's own search on its own data, and
 * nobody else sees any of it. The entries that this leaves in the graphs of vectors go with the nightly VACUUM.
 */
export async function lookUpChanged(
  deps: KnowledgeDeps & Pick<LabDeps, 'findExamples'>,
  question: EmbeddedLabQuestion,
  article: ArticleRow,
  draft: ArticleDraft,
  status: ArticleRow['status'] = article.status,
): Promise<LookUp> {
  const stored = (await loadStored(deps.db, [article])).get(article.code);
  const plan = planArticle({ draft, stored, status, newId: deps.newId });
  const vectors = await embedTexts(deps, textsToEmbed([plan]));
  return inRolledBack(deps.db, async (tx) => {
    const options = { vectors, isSample: article.isSample, updatedBy: null };
    if (plan.kind !== 'same') await writePlans(tx, deps, [plan], options);
    return lookUp(tx, deps.findExamples, question);
  });
}
