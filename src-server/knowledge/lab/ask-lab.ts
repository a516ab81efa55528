import type { ArticleDraft } from '../../contract/knowledge.ts';
import type { LabQuestion, LabResult } from '../../contract/lab.ts';
import { AppError } from '../../core/errors.ts';
import { getArticleRow } from '../article.store.ts';
import { describeLookUp } from './describe-look-up.ts';
import type { LabDeps } from './lab-deps.ts';
import { type EmbeddedLabQuestion, embedLabQuestion, type LookUp, lookUp } from './look-up.ts';
import { lookUpChanged } from './look-up-changed.ts';

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

    /** The same with an article as somebody would change it. */
    async tryChange({ articleId, expectedVersion, draft, ...input }: TriedChange, signal?: AbortSignal) {
      const article = await getArticleRow(deps.db, articleId);
      if (article.version !== expectedVersion)
        throw new AppError('CONFLICT', `Somebody else changed ${article.code} in the meantime. Open it again.`);
      const question = await embedLabQuestion(deps, input, signal);
      return describe(question, await lookUpChanged(deps, question, article, draft), signal);
    },
  };
}
