import type { ArticleDraft, ImportReport } from '../contract/knowledge.ts';
import { listArticlesByCode } from './article.store.ts';
import { parseArticleFile } from './article-file.ts';
import { embedTexts } from './embed-texts.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';
import { loadStored } from './load-stored.ts';
import { type ArticlePlan, planArticle } from './plan-article.ts';
import { textsToEmbed, writePlans } from './write-plans.ts';

/** Articles that become visible together. Small enough that a message that arrives meanwhile is answered at once. */
const BATCH_ARTICLES = 20;

export interface ImportRequest {
  files: readonly { name: string; text: string }[];
  /** Only tell what would happen. */
  preview?: boolean;
  isSample?: boolean;
  by?: string;
  /** Told after every batch. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Imports Markdown files with front matter. An article with a known code is changed, one that is as stored is left
 * alone, and a file that cannot be read is reported while the others go on. Each batch is complete in itself, so an
 * interrupted import is continued by importing again.
 */
export function createImportArticles(deps: KnowledgeDeps) {
  return async function importArticles(request: ImportRequest): Promise<ImportReport> {
    const { drafts, failed } = readFiles(request.files);
    const report: ImportReport = { created: [], changed: [], same: [], failed };
    for (let start = 0; start < drafts.length; start += BATCH_ARTICLES) {
      request.signal?.throwIfAborted();
      const batch = drafts.slice(start, start + BATCH_ARTICLES);
      const plans = await planBatch(deps, batch);
      const open = plans.filter((plan) => plan.kind !== 'same');
      if (request.preview !== true && open.length > 0) {
        const vectors = await embedTexts(deps, textsToEmbed(open));
        const options = { vectors, isSample: request.isSample ?? false, updatedBy: request.by ?? null };
        await deps.db.transaction((tx) => writePlans(tx, deps, open, options));
      }
      for (const plan of plans) report[REPORTED_AS[plan.kind]].push(plan.draft.code);
      request.onProgress?.(start + batch.length, drafts.length);
    }
    if (request.preview !== true && report.created.length + report.changed.length >= BATCH_ARTICLES)
      await takeStock(deps);
    return report;
  };
}

/** Tells the planner what the tables now hold; the embedded engine has nobody who does this by itself. */
async function takeStock({ db }: KnowledgeDeps): Promise<void> {
  await db.longOperation(120_000, () => db.query('ANALYZE ai.kb_chunks, ai.kb_questions, ai.kb_terms'));
}

const REPORTED_AS = { create: 'created', change: 'changed', same: 'same' } as const;

async function planBatch(deps: KnowledgeDeps, drafts: readonly ArticleDraft[]): Promise<ArticlePlan[]> {
  const articles = await listArticlesByCode(
    deps.db,
    drafts.map((draft) => draft.code),
  );
  const stored = await loadStored(deps.db, articles);
  return drafts.map((draft) => planArticle({ draft, stored: stored.get(draft.code), newId: deps.newId }));
}

function readFiles(files: ImportRequest['files']): { drafts: ArticleDraft[]; failed: ImportReport['failed'] } {
  const drafts = new Map<string, { draft: ArticleDraft; file: string }>();
  const failed: ImportReport['failed'] = [];
  for (const { name, text } of files) {
    const read = parseArticleFile(name, text);
    if ('reason' in read) {
      failed.push(read);
      continue;
    }
    const first = drafts.get(read.draft.code);
    if (first === undefined) drafts.set(read.draft.code, { draft: read.draft, file: name });
    else
      failed.push({
        file: name,
        reason: `It has the code ${read.draft.code}, which ${first.file} has too. Give one of them another code.`,
      });
  }
  return { drafts: [...drafts.values()].map((found) => found.draft), failed };
}
