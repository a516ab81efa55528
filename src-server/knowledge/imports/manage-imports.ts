import { z } from 'zod';
import { Timestamp } from '../../contract/building-blocks.ts';
import type { Import, ImportItem, ImportPlan, ImportStatus } from '../../contract/imports.ts';
import type { ArticleCategory } from '../../contract/knowledge.ts';
import { AppError } from '../../core/errors.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import type { Transaction } from '../../database/database.ts';
import type { JobHandle } from '../../jobs/job.ts';
import { getArticleRow, listArticlesByCode } from '../article.store.ts';
import { requireOpen } from './add-file.ts';
import {
  deleteForgottenImports,
  getImport,
  insertImport,
  listImports,
  lockImport,
  setDefaultCategory,
  setImportStatus,
} from './import.store.ts';
import type { ImportDeps } from './import-deps.ts';
import { chooseItems, getItemDraft, type ItemFilter, listItems } from './item.store.ts';

const FORGOTTEN_AFTER_MS = 7 * 24 * 60 * 60_000;

const ImportPlace = z.object({ createdAt: Timestamp, id: z.uuid() });
const ItemPlace = z.object({ position: z.number().int() });

export interface ImportPayload {
  importId: string;
}

/** What people do with an import as a whole. */
export function createManageImports(deps: ImportDeps, runJob: JobHandle<ImportPayload>) {
  const { db, clock } = deps;

  /** Changes an import in one transaction, tells everybody, and returns it as it is then. */
  function change(id: string, work: (tx: Transaction) => Promise<void>): Promise<Import> {
    return db.transaction(async (tx) => {
      await work(tx);
      tx.emit({ type: 'import.updated', subjectId: id });
      return getImport(tx, id);
    });
  }

  return {
    create(createdBy: string): Promise<Import> {
      const id = deps.newId();
      return change(id, async (tx) => {
        await deleteForgottenImports(tx, new Date(clock.now().getTime() - FORGOTTEN_AFTER_MS));
        await insertImport(tx, { id, createdBy }, clock.now());
      });
    },

    get: (id: string) => getImport(db, id),

    async list(input: { status?: ImportStatus | undefined; cursor?: string | undefined; limit: number }) {
      const before = input.cursor === undefined ? undefined : decodeCursor(ImportPlace, input.cursor);
      const rows = await listImports(db, { status: input.status, before, limit: input.limit + 1 });
      const items = rows.slice(0, input.limit);
      const last = rows.length > input.limit ? items.at(-1) : undefined;
      return {
        items,
        nextCursor: last === undefined ? null : encodeCursor({ createdAt: last.createdAt, id: last.id }),
      };
    },

    async items({ cursor, limit, ...filter }: Omit<ItemFilter, 'afterPosition'> & { cursor?: string | undefined }) {
      const afterPosition = cursor === undefined ? undefined : decodeCursor(ItemPlace, cursor).position;
      const rows = await listItems(db, { ...filter, afterPosition, limit: limit + 1 });
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return {
        items: items.map(({ position: _, ...item }): ImportItem => item),
        nextCursor: last === undefined ? null : encodeCursor({ position: last.position }),
      };
    },

    /** What a file brings, beside the article that it would change or is a duplicate of. */
    async itemText(importId: string, itemId: string): Promise<{ before: string | null; after: string }> {
      const { draft, articleId, duplicateOf } = await getItemDraft(db, importId, itemId);
      if (draft === null)
        throw new AppError('NOT_FOUND', 'The text is not kept once it is imported. Open the article instead.');
      const [likeIt] = duplicateOf === null ? [] : await listArticlesByCode(db, [duplicateOf]);
      const article = articleId === null ? likeIt : await getArticleRow(db, articleId);
      return { before: article === undefined ? null : textOf(article), after: textOf(draft) };
    },

    choose: (choice: {
      id: string;
      itemIds?: string[] | undefined;
      plan?: ImportPlan | undefined;
      isIncluded: boolean;
    }) =>
      change(choice.id, async (tx) => {
        await requireOpen(tx, choice.id);
        await chooseItems(tx, { ...choice, importId: choice.id });
      }),

    setCategory: (id: string, category: ArticleCategory | null) =>
      change(id, async (tx) => {
        await requireOpen(tx, id);
        await setDefaultCategory(tx, id, category);
      }),

    /** Starting what runs or is done already changes nothing, so that it may be asked for again. */
    start: (id: string) =>
      change(id, async (tx) => {
        const status = await lockImport(tx, id);
        if (status === 'cancelled')
          throw new AppError('CONFLICT', 'This import was cancelled. Begin a new one with the same files.');
        if (status !== 'open' && status !== 'failed') return;
        await setImportStatus(tx, { id, status: 'running' });
        await runJob.enqueue(tx, { importId: id }, { singletonKey: id });
      }),

    cancel: (id: string) =>
      change(id, async (tx) => {
        const status = await lockImport(tx, id);
        if (status !== 'done' && status !== 'cancelled')
          await setImportStatus(tx, { id, status: 'cancelled', finishedAt: clock.now() });
      }),
  };
}

function textOf({ title, bodyMarkdown }: { title: string; bodyMarkdown: string }): string {
  return `${title}\n\n${bodyMarkdown}`;
}
