import { join } from 'node:path';
import { APP_ROOT } from '../core/app-root.ts';
import { hasArticles } from './article.store.ts';
import { readArticleFolder } from './article-folder.ts';
import { createImportArticles } from './import-articles.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';

export const SAMPLE_ARTICLES = join(APP_ROOT, 'resources', 'sample', 'articles');

/**
 * Gives a desk without any article the sample workspace, so that it can answer from its first minute on.
 * Returns how many articles it loaded; 0 where somebody has written, or archived, articles already.
 */
export function createLoadSample(deps: KnowledgeDeps, folder = SAMPLE_ARTICLES) {
  const importArticles = createImportArticles(deps);
  return async function loadSample(onProgress?: (done: number, total: number) => void): Promise<number> {
    if (await hasArticles(deps.db)) return 0;
    const { files, failed } = await readArticleFolder(folder);
    const report = await importArticles({ files, isSample: true, ...(onProgress === undefined ? {} : { onProgress }) });
    for (const problem of [...failed, ...report.failed]) deps.log.warn('a sample article was left out', problem);
    return report.created.length;
  };
}
