import type { ArticleDraft } from '../../contract/knowledge.ts';
import type { LabQuestion, LabResult } from '../../contract/lab.ts';
import { AppError } from '../../core/errors.ts';
import type { Database, Transaction } from '../../database/database.ts';
import { getArticleRow } from '../article.store.ts';
import { embedTexts } from '../embed-texts.ts';
import { loadStored } from '../load-stored.ts';
import { planArticle } from '../plan-article.ts';
import { textsToEmbed, writePlans } from '../write-plans.ts';
import { describeLookUp } from './describe-look-up.ts';
import type { LabDeps } from './lab-deps.ts';
import { type EmbeddedLabQuestion, embedLabQuestion, type LookUp, lookUp } from './look-up.ts';

export interface TriedChange extends LabQuestion {
  articleId: string;
  expectedVersion: number;
  draft: ArticleDraft;
}

/** The lab: what a question finds and how it would be answered, now and with an article changed. */
export function createLab(deps: LabDeps) {
  async function describe(question: EmbeddedLabQuestion, found: LookUp, signal?: AbortSignal): Promise<LabResult> {
    return describeLookUp(question, found, await deps.previewAnswer(question.question, found.material, signal));
  }

  return {
    async ask(input: LabQuestion, signal?: AbortSignal): Promise<LabResult> {
      const question = await embedLabQuestion(deps, input, signal);
      return describe(question, await lookUp(deps.db, deps.findExamples, question), signal);
    },

    /**
     * Writes the change as saving it would, searches, and rolls back: the product's own search on its own data, and
     * nobody else sees any of it. The entries that this leaves in the graphs of vectors go with the nightly VACUUM.
     */
    async tryChange({ articleId, expectedVersion, draft, ...input }: TriedChange, signal?: AbortSignal) {
      const article = await getArticleRow(deps.db, articleId);
      if (article.version !== expectedVersion)
        throw new AppError('CONFLICT', `Somebody else changed ${article.code} in the meantime. Open it again.`);
      const stored = (await loadStored(deps.db, [article])).get(article.code);
      const plan = planArticle({ draft, stored, newId: deps.newId });
      const question = await embedLabQuestion(deps, input, signal);
      const vectors = await embedTexts(deps, textsToEmbed([plan]));
      const found = await inRolledBack(deps.db, async (tx) => {
        const options = { vectors, isSample: article.isSample, updatedBy: null };
        if (plan.kind !== 'same') await writePlans(tx, deps, [plan], options);
        return lookUp(tx, deps.findExamples, question);
      });
      return describe(question, found, signal);
    },
  };
}

/** What `work` sees inside a transaction of which nothing stays. */
async function inRolledBack<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const rollBack = new Error('rolled back, as nothing of a try is kept');
  let seen: { value: T } | undefined;
  try {
    await db.transaction(async (tx) => {
      seen = { value: await work(tx) };
      throw rollBack;
    });
  } catch (error) {
    if (error !== rollBack || seen === undefined) throw error;
  }
  if (seen === undefined) throw rollBack;
  return seen.value;
}
