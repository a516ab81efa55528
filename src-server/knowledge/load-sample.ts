import { join } from 'node:path';
import { APP_ROOT } from '../core/app-root.ts';
import { countUntouchedSample } from './article.store.ts';
import { parseArticleFile } from './article-file.ts';
import { readArticleFolder } from './article-folder.ts';
import { createImportDrafts } from './import-drafts.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';

export const SAMPLE_ARTICLES = join(APP_ROOT, 'resources', 'sample', 'articles');

/**
 * Gives a desk without any article the sample workspace, so that it can answer from its first minute on. A first start
 * that was ended half-way is made good by the next one. Returns how many articles it loaded; 0 where somebody has
 * written, changed or archived articles already.
 */
export function createLoadSample(deps: KnowledgeDeps, folder = SAMPLE_ARTICLES) {
  const importDrafts = createImportDrafts(deps);
  return async function loadSample(onProgress?: (done: number, total: number) => void): Promise<number> {
    const loaded = await countUntouchedSample(deps.db);
    if (loaded === undefined) return 0;
    const { files, failed } = await readArticleFolder(folder);
    if (loaded >= files.length) return 0;
    const read = files.map(({ name, text }) => parseArticleFile(name, text));
    const drafts = read.flatMap((found) => ('draft' in found ? found.draft : []));
    const unread = read.flatMap((found) => ('reason' in found ? found : []));
    const report = await importDrafts(drafts, { isSample: true, ...(onProgress === undefined ? {} : { onProgress }) });
    for (const problem of [...failed, ...unread]) deps.log.warn('a sample article was left out', problem);
    return report.created.length;
  };
}
