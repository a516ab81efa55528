import type { EraseDeps } from './erase-deps.ts';
import { openErasedFile } from './erased-file.ts';
import { listErasedIds } from './erasure.store.ts';

/**
 * Compares the database with the list of deletions in the data folder, at every start. What the list knows and the
 * database does not was brought back by an older backup, and is deleted again; what the list lacks, as the process was
 * ended before it was written, is added to it.
 */
export async function keepErased(
  deps: EraseDeps,
  eraseAgain: (before: { id: string; conversationIds: readonly string[] }) => Promise<void>,
): Promise<void> {
  const file = openErasedFile(deps.dataDir);
  const [listed, known] = [await file.read(), await listErasedIds(deps.db)];
  const isKnown = new Set(known.map(({ id }) => id));
  for (const erased of listed) {
    if (isKnown.has(erased.id)) continue;
    deps.log.warn('a deleted customer came back with an older database and is deleted again', { erasure: erased.id });
    await eraseAgain(erased);
    isKnown.add(erased.id);
  }
  const isListed = new Set(listed.map(({ id }) => id));
  for (const { id, at, conversationIds } of known)
    if (!isListed.has(id)) await file.add({ id, at: at.toISOString(), conversationIds });
}
