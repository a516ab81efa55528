import { AppError, errorText } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { findHighestCodeNumber } from '../article.store.ts';
import { takeBatch } from '../batch-size.ts';
import { takeStock } from '../take-stock.ts';
import { type WantedArticle, writeDrafts } from '../write-drafts.ts';
import { findImportStatus, getImport, lockImport, setImportStatus } from './import.store.ts';
import type { ImportDeps } from './import-deps.ts';
import { findOwnerIds } from './owner.store.ts';
import {
  dropDrafts,
  findHighestBroughtNumber,
  finishItems,
  type ItemResult,
  listPendingItems,
  type PendingItem,
} from './pending.store.ts';
import { completeDraft, findMatches } from './plan-items.ts';

/** How many articles are looked at to fill a batch; how many are written is decided by their size. */
const LOOK_AHEAD = 16;
const DROPPED_AT_ONCE = 200;

const OUTCOMES = { create: 'created', change: 'changed', same: 'same' } as const;

/** Thrown inside the transaction of a batch, which undoes it: the import is not running any more. */
const STOPPED = new AppError('UNAVAILABLE', 'The import was stopped.');

interface WantedItem extends WantedArticle {
  item: PendingItem;
}

/**
 * Writes what an import wants, batch by batch. A batch is one transaction that writes its articles and says so in the
 * import, so that a crash at any moment leaves whole batches, and going on afterwards ends the same as without it.
 * Resolves to `more` when `isTimeUp` says so, otherwise when all is done or somebody stopped it.
 */
export function createRunImport(deps: ImportDeps) {
  const { db } = deps;

  return async function runImport(
    importId: string,
    { signal, isTimeUp = () => false }: { signal?: AbortSignal; isTimeUp?: () => boolean } = {},
  ): Promise<'more' | 'ended'> {
    const { createdBy } = await getImport(db, importId);
    for (;;) {
      signal?.throwIfAborted();
      if ((await findImportStatus(db, importId)) !== 'running') return 'ended';
      const pending = takeBatch((await listPendingItems(db, importId, LOOK_AHEAD)).map(withSize));
      if (pending.length === 0) break;
      const by = createdBy?.id ?? null;
      if (!(await writeBatch(importId, pending.length, by))) return 'ended';
      if (isTimeUp()) return 'more';
    }
    const { outcomes } = await getImport(db, importId);
    await takeStock(deps, outcomes.created + outcomes.changed);
    await finish(importId);
    return 'ended';
  };

  /** False when the import was stopped. What cannot be written even alone is noted as failed. */
  async function writeBatch(importId: string, size: number, by: string | null): Promise<boolean> {
    try {
      await write(importId, size, by);
      return true;
    } catch (error) {
      if (error === STOPPED) return false;
      if (error instanceof AppError && error.code === 'UNAVAILABLE') throw error;
      if (size > 1) return writeBatch(importId, 1, by);
      deps.log.warn('an article could not be imported', { importId, reason: errorText(error) });
      await noteFailure(importId, error);
      return true;
    }
  }

  async function write(importId: string, size: number, by: string | null): Promise<void> {
    let wanted: WantedItem[] = [];
    let refused: ItemResult[] = [];
    await writeDrafts(deps, {
      isSample: false,
      by,
      async prepare() {
        ({ wanted, refused } = await prepare(importId, size));
        return wanted;
      },
      async record(tx, plans) {
        await requireRunning(tx, importId);
        const results = plans.flatMap((plan, nth): ItemResult[] => {
          const item = wanted[nth]?.item;
          const { code } = plan.draft;
          return item === undefined
            ? []
            : [{ id: item.id, outcome: OUTCOMES[plan.kind], code, articleId: plan.id, reason: null }];
        });
        const done = [...results, ...refused];
        if ((await finishItems(tx, done)) < done.length)
          throw new AppError('CONFLICT', 'These articles were imported by another process meanwhile.');
        tx.emit({ type: 'import.updated', subjectId: importId });
      },
    });
  }

  /** What the next articles are to become, given what the desk holds now. */
  async function prepare(importId: string, size: number): Promise<{ wanted: WantedItem[]; refused: ItemResult[] }> {
    const items = await listPendingItems(db, importId, size);
    const matches = await findMatches(
      db,
      importId,
      items.map((item) => item.draft),
    );
    const owners = await findOwnerIds(
      db,
      items.flatMap((item) => item.draft.owner ?? []),
    );
    let lastNumber = Math.max(await findHighestCodeNumber(db), await findHighestBroughtNumber(db, importId));
    const taken = new Set<string>();
    const wanted: WantedItem[] = [];
    const refused: ItemResult[] = [];
    for (const [nth, item] of items.entries()) {
      const isOwn = item.plan === 'duplicate' && item.draft.code === undefined;
      const article = isOwn ? undefined : matches[nth];
      if (article !== undefined && taken.has(article.id)) continue;
      if (article !== undefined && item.plan === 'create' && article.title !== item.draft.title) {
        const reason = `${article.code} was given to another article since the preview. Import the file again.`;
        refused.push({ id: item.id, outcome: 'failed', code: null, articleId: null, reason });
        continue;
      }
      if (article !== undefined) taken.add(article.id);
      const code = item.draft.code ?? article?.code ?? `KB-${String(++lastNumber).padStart(3, '0')}`;
      const draft = completeDraft(item.draft, { code, category: item.category, article, owners });
      wanted.push({ item, article, status: item.draft.status, draft });
    }
    return { wanted, refused };
  }

  async function noteFailure(importId: string, error: unknown): Promise<void> {
    const reason =
      error instanceof AppError ? error.message : 'It could not be stored. The log says why; try it again later.';
    await db.transaction(async (tx) => {
      await requireRunning(tx, importId);
      const [item] = await listPendingItems(tx, importId, 1);
      if (item !== undefined)
        await finishItems(tx, [{ id: item.id, outcome: 'failed', code: null, articleId: null, reason }]);
      tx.emit({ type: 'import.updated', subjectId: importId });
    });
  }

  async function finish(importId: string): Promise<void> {
    while (await dropDrafts(db, importId, DROPPED_AT_ONCE));
    await db.transaction(async (tx) => {
      if ((await lockImport(tx, importId)) !== 'running') return;
      await setImportStatus(tx, { id: importId, status: 'done', finishedAt: deps.clock.now() });
      tx.emit({ type: 'import.updated', subjectId: importId });
    });
  }
}

async function requireRunning(tx: Transaction, importId: string): Promise<void> {
  if ((await lockImport(tx, importId)) !== 'running') throw STOPPED;
}

function withSize(item: PendingItem) {
  return { bodyMarkdown: item.draft.bodyMarkdown, questions: item.draft.questions };
}
