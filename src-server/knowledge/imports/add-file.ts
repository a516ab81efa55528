import { createHash } from 'node:crypto';
import type { ImportItem } from '../../contract/imports.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import type { ReadOutcome } from '../reading/read-file.ts';
import { hasFile, insertFile, lockImport } from './import.store.ts';
import type { ImportDeps } from './import-deps.ts';
import { countItemsOfFile, insertItems, listItems, listItemTexts, type NewItem } from './item.store.ts';
import { keepNearItems } from './near-items.ts';
import { planItems } from './plan-items.ts';

/** Articles that are compared and noted at a time; a file may hold thousands. */
const STEP_ARTICLES = 25;
const SHOWN_ITEMS = 50;

export interface AddFileInput {
  id: string;
  name: string;
  contentBase64: string;
}

/**
 * Reads a file into the preview of an import. A file that cannot be read, or a part of it, is noted with its reason.
 * The same bytes under the same name count once, so it can be sent again after a lost answer or a crash.
 */
export function createAddFile(deps: ImportDeps) {
  const { db } = deps;
  /** One file after the other, as each is compared with those before it. */
  let turn: Promise<unknown> = Promise.resolve();
  const nearItemsOf = keepNearItems((importId) => listItemTexts(db, importId));

  return async function addFile(
    input: AddFileInput,
    signal?: AbortSignal,
  ): Promise<{ items: ImportItem[]; itemCount: number }> {
    const bytes = Buffer.from(input.contentBase64, 'base64');
    const key = createHash('sha256').update(input.name).update('\0').update(bytes).digest('hex');
    if (!(await hasFile(db, input.id, key))) {
      const outcomes = await deps.reader.read({ name: input.name, bytes }, signal);
      const mine = turn.then(() => keep(input, key, outcomes));
      turn = mine.catch(() => undefined);
      await mine;
    }
    const rows = await listItems(db, { importId: input.id, fileKey: key, limit: SHOWN_ITEMS });
    return {
      items: rows.map(({ position: _, ...item }) => item),
      itemCount: await countItemsOfFile(db, input.id, key),
    };
  };

  async function keep({ id, name }: AddFileInput, key: string, outcomes: readonly ReadOutcome[]): Promise<void> {
    for (let start = 0; start < outcomes.length; start += STEP_ARTICLES) {
      const items = await toItems(id, key, start, outcomes.slice(start, start + STEP_ARTICLES));
      await db.transaction(async (tx) => {
        await requireOpen(tx, id);
        await insertItems(tx, items);
      });
    }
    await db.transaction(async (tx) => {
      await requireOpen(tx, id);
      await insertFile(tx, { importId: id, key, name });
      tx.emit({ type: 'import.updated', subjectId: id });
    });
  }

  async function toItems(
    importId: string,
    fileKey: string,
    start: number,
    outcomes: readonly ReadOutcome[],
  ): Promise<NewItem[]> {
    const read = outcomes.flatMap((outcome) => ('draft' in outcome ? outcome : []));
    const plans = new Map(
      (await planItems(db, importId, read, await nearItemsOf(importId))).map((plan, nth) => [read[nth], plan]),
    );
    return outcomes.map((outcome, nth) => {
      const place = { id: deps.newId(), importId, fileKey, ordinal: start + nth, file: outcome.file };
      const planned = 'draft' in outcome ? plans.get(outcome) : undefined;
      if ('reason' in outcome || planned === undefined)
        return { ...place, ...UNREAD, reason: 'reason' in outcome ? outcome.reason : null };
      return { ...place, ...planned, draft: outcome.draft, isIncluded: ['create', 'change'].includes(planned.plan) };
    });
  }
}

const UNREAD = {
  draft: null,
  code: null,
  category: null,
  isCategoryGuessed: false,
  textHash: null,
  plan: 'failed',
  duplicateOf: null,
  isIncluded: false,
  articleId: null,
} as const;

/** Refuses to change what is being written, or was. */
export async function requireOpen(tx: Transaction, id: string): Promise<void> {
  if ((await lockImport(tx, id)) !== 'open')
    throw new AppError('CONFLICT', 'This import has been started or cancelled already. Begin a new one.');
}
