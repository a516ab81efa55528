import { basename } from 'node:path';
import type { ErasureReceipt } from '../../contract/erasures.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { lockHighestVersion } from '../dataset.store.ts';
import { DATASET_NAME } from '../publish-dataset.ts';
import type { EraseDeps } from './erase-deps.ts';
import { openErasedFile } from './erased-file.ts';
import {
  buildKeyOf,
  insertErasure,
  listArticlesToRead,
  listVersionsTrainedOn,
  lockConversations,
  lockConversationsOfCustomer,
  lockExamplesOf,
  withdrawDatasets,
} from './erasure.store.ts';
import { removeRows } from './remove-rows.ts';

const ROWS_LIMIT_MS = 120_000;

/** What an erasure is about: the customer of a conversation, or the conversations of a deletion that was made before. */
type Whose = { conversationId: string } | { conversationIds: readonly string[] };

/**
 * Deletes a customer: all their conversations, what was to be learned from them, the datasets that hold it, and what
 * bookings say of them, in one transaction, which begins a dataset without them where one held them. A job that can be
 * interrupted does the rest: files, trainings and backups. A model that was trained on one of the datasets cannot unlearn it, so the receipt names it.
 */
export function createEraseCustomer(deps: EraseDeps) {
  const erased = openErasedFile(deps.dataDir);

  return {
    async eraseCustomer(input: {
      conversationId: string;
      erasedBy: string;
      removeBackups: boolean;
    }): Promise<ErasureReceipt> {
      const { receipt, conversationIds } = await erase({ ...input, id: deps.newId() }, input);
      await erased.add({ id: receipt.id, at: receipt.at, conversationIds });
      return receipt;
    },

    /** Does a deletion again, in a database that was restored from before it; nothing where nothing of it is left. */
    async eraseAgain(before: { id: string; conversationIds: readonly string[] }): Promise<void> {
      await erase({ id: before.id, erasedBy: null, removeBackups: true }, before);
    },
  };

  function erase(input: { id: string; erasedBy: string | null; removeBackups: boolean }, whose: Whose) {
    return deps.db.longOperation(ROWS_LIMIT_MS, () => deps.db.transaction((tx) => eraseRows(tx, deps, input, whose)));
  }
}

async function eraseRows(
  tx: Transaction,
  deps: EraseDeps,
  { id, erasedBy, removeBackups }: { id: string; erasedBy: string | null; removeBackups: boolean },
  whose: Whose,
) {
  const at = deps.clock.now();
  // A dataset that is being published is there before this or sees that a customer was deleted.
  await lockHighestVersion(tx, DATASET_NAME);
  const conversations =
    'conversationId' in whose
      ? await lockConversationsOfCustomer(tx, whose.conversationId)
      : await lockConversations(tx, whose.conversationIds);
  if (conversations.length === 0 && 'conversationId' in whose)
    throw new AppError('NOT_FOUND', 'There is no such conversation. The customer may have been deleted already.');
  const conversationIds = conversations.map((one) => one.id);
  const examples = await lockExamplesOf(tx, conversationIds);
  const exampleIds = examples.map((one) => one.id);
  const modelVersions = await listVersionsTrainedOn(tx, exampleIds);
  const articlesToRead = await listArticlesToRead(tx, conversationIds);
  const withdrawn = await withdrawDatasets(tx, { exampleIds, conversationIds }, at);
  for (const { id: exampleId, wasApproved } of examples)
    if (wasApproved) await deps.followReview(tx, { exampleId, wasApproved, isApproved: false, isRewritten: false });
  const userIds = new Set(conversations.map(({ userId }) => userId));
  const receipt: ErasureReceipt = {
    id,
    at: at.toISOString(),
    removed: await removeRows(tx, { userIds: [...userIds], conversationIds, exampleIds }),
    datasets: withdrawn.map((one) => ({ id: one.id, fileName: basename(one.path) })),
    files: [],
    replacedBy: null,
    modelVersions,
    articlesToRead,
    stoppedTrainings: 0,
    serviceFiles: 0,
    backups: wordsForBackups(deps.db.engine),
    finishedAt: null,
    problem: null,
  };
  await insertErasure(tx, { receipt, conversationIds, removeBackups, erasedBy });
  if (withdrawn.length > 0)
    await deps.startBuild(tx, { clientKey: buildKeyOf(receipt.id), since: undefined, by: erasedBy });
  await deps.recordAudit(tx, {
    actorId: erasedBy,
    action: 'customer.erased',
    subjectType: 'erasure',
    subjectId: receipt.id,
  });
  await deps.enqueue(tx, receipt.id);
  for (const conversationId of conversationIds) tx.emit({ type: 'conversation.updated', conversationId });
  tx.emit({ type: 'training.updated' });
  tx.emit({ type: 'erasure.updated', subjectId: receipt.id });
  return { receipt, conversationIds };
}

function wordsForBackups(engine: 'embedded' | 'server'): string {
  return engine === 'embedded'
    ? 'Backups in the data folder still hold it: the daily ones for a week, the weekly ones for four.'
    : 'Backups of the database server are kept by its owner and may still hold it.';
}
