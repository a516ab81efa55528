import type { ArticleDraft } from '../../contract/knowledge.ts';
import { getArticleRow } from '../article.store.ts';
import type { KnowledgeDeps } from '../knowledge-deps.ts';
import type { LabDeps } from './lab-deps.ts';
import { embedLabQuestion, type LookUp, lookUp } from './look-up.ts';
import { lookUpChanged } from './look-up-changed.ts';

export type FindWithDraft = (
  question: string,
  change: { articleId: string; draft: ArticleDraft } | null,
  signal?: AbortSignal,
) => Promise<Pick<LookUp['run'], 'hits'> & Pick<LookUp, 'examples'>>;

/** What a question would find if an article were saved so; with null, what it finds now, looked up in the same way. */
export function createFindWithDraft(deps: KnowledgeDeps & Pick<LabDeps, 'findExamples'>): FindWithDraft {
  return async (question, change, signal) => {
    const asked = await embedLabQuestion(deps, { question }, signal);
    const { run, examples } =
      change === null
        ? await lookUp(deps.db, deps.findExamples, asked)
        : await lookUpChanged(deps, asked, await getArticleRow(deps.db, change.articleId), change.draft);
    return { hits: run.hits, examples };
  };
}
