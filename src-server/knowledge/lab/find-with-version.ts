import { AppError } from '../../core/errors.ts';
import { getArticleRow, getVersionRow } from '../article.store.ts';
import type { KnowledgeDeps } from '../knowledge-deps.ts';
import type { LabDeps } from './lab-deps.ts';
import { embedLabQuestion, type LookUp } from './look-up.ts';
import { lookUpChanged } from './look-up-changed.ts';

export type FindWithVersion = (
  question: string,
  version: { articleId: string; version: number },
  signal?: AbortSignal,
) => Promise<Pick<LookUp['run'], 'hits'> & Pick<LookUp, 'examples'>>;

/** What a question would find if an article read as it did in one of its versions, and were published. */
export function createFindWithVersion(deps: KnowledgeDeps & Pick<LabDeps, 'findExamples'>): FindWithVersion {
  return async (question, { articleId, version }, signal) => {
    const article = await getArticleRow(deps.db, articleId);
    if (version > article.version)
      throw new AppError('NOT_FOUND', `${article.code} has no version ${version}; the newest is ${article.version}.`);
    const { createdAt: _at, version: _version, ...draft } = await getVersionRow(deps.db, articleId, version);
    const asked = await embedLabQuestion(deps, { question }, signal);
    const { run, examples } = await lookUpChanged(deps, asked, article, draft, 'published');
    return { hits: run.hits, examples };
  };
}
