import { join } from 'node:path';
import { APP_ROOT } from '../core/app-root.ts';
import { countUntouchedSample } from './article.store.ts';
import { readArticleFolder } from './article-folder.ts';
import { createImportArticles } from './import-articles.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';

export const SAMPLE_ARTICLES = join(APP_ROOT, 'resources', 'sample', 'articles');

/**
 * Gives a desk without any article the sample workspace, so that it can answer from its first minute on. A first start
 * that was ended half-way is made good by the next one. Returns how many articles it loaded; 0 where somebody has
 * written, changed or archived articles already.
 */
export function createLoadSample(deps: KnowledgeDeps, folder = SAMPLE_ARTICLES) {
  const importArticles = createImportArticles(deps);
  return async function loadSample(onProgress?: (done: number, total: number) => void): Promise<number> {
    const loaded = await countUntouchedSample(deps.db);
    if (loaded === undefined) return 0;
    const { files, failed } = await readArticleFolder(folder);
    if (loaded >= files.length) return 0;
    const report = await importArticles({ files, isSample: true, ...(onProgress === undefined ? {} : { onProgress }) });
    for (const problem of [...failed, ...report.failed]) deps.log.warn('a sample article was left out', problem);
    return report.created.length;
  };
}
