import type { ArticleDraft } from '../contract/knowledge.ts';
import { listArticlesByCode } from './article.store.ts';
import { takeBatch } from './batch-size.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';
import { takeStock } from './take-stock.ts';
import { writeDrafts } from './write-drafts.ts';

export interface ImportDraftsOptions {
  isSample?: boolean;
  by?: string;
  /** Told after every batch. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

export interface DraftReport {
  created: string[];
  changed: string[];
  same: string[];
}

const REPORTED_AS = { create: 'created', change: 'changed', same: 'same' } as const;

/**
 * Writes articles that bring their codes: a known code is changed, an article that is as stored is left alone. Each
 * batch is complete in itself, so an interrupted import is continued by importing again.
 */
export function createImportDrafts(deps: KnowledgeDeps) {
  return async function importDrafts(
    drafts: readonly ArticleDraft[],
    options: ImportDraftsOptions = {},
  ): Promise<DraftReport> {
    const report: DraftReport = { created: [], changed: [], same: [] };
    for (let start = 0; start < drafts.length; ) {
      options.signal?.throwIfAborted();
      const batch = takeBatch(drafts.slice(start));
      const plans = await writeDrafts(deps, {
        prepare: async () => {
          const found = await listArticlesByCode(
            deps.db,
            batch.map((draft) => draft.code),
          );
          const articles = new Map(found.map((article) => [article.code, article]));
          return batch.map((draft) => ({ draft, article: articles.get(draft.code) }));
        },
        isSample: options.isSample ?? false,
        by: options.by ?? null,
      });
      for (const plan of plans) report[REPORTED_AS[plan.kind]].push(plan.draft.code);
      start += batch.length;
      options.onProgress?.(start, drafts.length);
    }
    await takeStock(deps, report.created.length + report.changed.length);
    return report;
  };
}
