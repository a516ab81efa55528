import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ErasureReceipt } from '../../contract/erasures.ts';
import type { Clock } from '../../core/clock.ts';
import type { Database, Transaction } from '../../database/database.ts';
import type { DatasetBuilds } from '../builds/dataset-builds.ts';
import { lockHighestVersion } from '../dataset.store.ts';
import { DATASET_NAME } from '../publish-dataset.ts';
import type { ReviewedChange } from '../review-example.ts';
import {
  buildKeyOf,
  insertErasure,
  listArticlesToRead,
  listExamplesOf,
  listVersionsTrainedOn,
  lockConversations,
  updateErasure,
  withdrawDatasets,
} from './erasure.store.ts';
import { removeRows } from './remove-rows.ts';

export interface EraseDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  dataDir: string;
  /** Takes what was made of an example out of the search. */
  followReview: (tx: Transaction, change: ReviewedChange) => Promise<void>;
  /** Begins to build the dataset that takes the place of those that are withdrawn. */
  startBuild: DatasetBuilds['startIn'];
  recordAudit: (
    tx: Transaction,
    entry: { actorId: string | null; action: string; subjectType: string; subjectId: string },
  ) => Promise<void>;
}

const ROWS_LIMIT_MS = 120_000;

/**
 * Deletes a customer: all their conversations, what was to be learned from them, the datasets that hold it, and what
 * bookings say of them. The rows go in one transaction, which begins a dataset without them where one held them; then the
 * files. A model that was trained on one of the datasets cannot unlearn it, so the receipt names it.
 */
export function createEraseCustomer(deps: EraseDeps) {
  return async function eraseCustomer(input: { conversationId: string; erasedBy: string }): Promise<ErasureReceipt> {
    const { receipt, paths } = await deps.db.longOperation(ROWS_LIMIT_MS, () =>
      deps.db.transaction((tx) => eraseRows(tx, deps, input)),
    );
    const files = [];
    for (const path of paths) files.push(...(await removeFiles(deps.dataDir, path)));
    const complete = { ...receipt, files };
    await updateErasure(deps.db, complete);
    return complete;
  };
}

async function eraseRows(tx: Transaction, deps: EraseDeps, input: { conversationId: string; erasedBy: string }) {
  const at = deps.clock.now();
  // A dataset that is being published is there before this or sees that a customer was deleted.
  await lockHighestVersion(tx, DATASET_NAME);
  const conversations = await lockConversations(tx, input.conversationId);
  const conversationIds = conversations.map(({ id }) => id);
  const examples = await listExamplesOf(tx, conversationIds);
  const exampleIds = examples.map(({ id }) => id);
  const modelVersions = await listVersionsTrainedOn(tx, exampleIds);
  const articlesToRead = await listArticlesToRead(tx, conversationIds);
  const withdrawn = await withdrawDatasets(tx, { exampleIds, conversationIds }, at);
  for (const { id, wasApproved } of examples)
    if (wasApproved) await deps.followReview(tx, { exampleId: id, wasApproved, isApproved: false, isRewritten: false });
  const userId = conversations[0]?.userId ?? '';
  const receipt: ErasureReceipt = {
    id: deps.newId(),
    at: at.toISOString(),
    removed: await removeRows(tx, { userId, conversationIds, exampleIds }),
    datasets: withdrawn.map(({ id, path }) => ({ id, fileName: basename(path) })),
    files: [],
    replacedBy: null,
    modelVersions,
    articlesToRead,
    backups:
      deps.db.engine === 'embedded'
        ? 'Backups in the data folder still hold it: the daily ones for a week, the weekly ones for four. Take a new backup and remove older ones to be rid of it today.'
        : 'Backups of the database server are kept by its owner and may still hold it.',
  };
  await insertErasure(tx, receipt, input.erasedBy);
  if (withdrawn.length > 0)
    await deps.startBuild(tx, { clientKey: buildKeyOf(receipt.id), since: undefined, by: input.erasedBy });
  await deps.recordAudit(tx, {
    actorId: input.erasedBy,
    action: 'customer.erased',
    subjectType: 'erasure',
    subjectId: receipt.id,
  });
  for (const id of conversationIds) tx.emit({ type: 'conversation.updated', conversationId: id });
  tx.emit({ type: 'training.updated' });
  return { receipt, paths: withdrawn.map(({ path }) => path) };
}

/** The lines of a dataset, of every kind; what tells only what it was made of stays. */
async function removeFiles(dataDir: string, path: string): Promise<string[]> {
  const folder = join(dataDir, dirname(path));
  const base = basename(path, '.jsonl');
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((name) => name.startsWith(`${base}.`) && !name.endsWith('.manifest.json'));
  for (const name of own) await rm(join(folder, name), { force: true });
  return own;
}
