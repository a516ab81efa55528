import type { AlikeDeps } from './alike-deps.ts';
import { type ComparedExample, compareAgainUnless } from './candidate-vector.store.ts';
import { compareExample } from './compare-example.ts';
import { type ConflictRow, listConflicts, replaceConflicts } from './conflict.store.ts';

/**
 * What an example as it is about to be approved contradicts, by the articles and examples of now: the background may not
 * have come to it yet, and a reviewer may have edited it. Kept, so that the reviewer sees what stopped the approval.
 */
export function createCheckConflicts(deps: AlikeDeps) {
  return async function checkConflicts(
    example: ComparedExample,
    embedded: { vector: readonly number[]; model: string },
  ): Promise<ConflictRow[]> {
    const { conflicts } = await compareExample(deps, { ...example, ...embedded });
    await deps.db.transaction(async (tx) => {
      await replaceConflicts(tx, example.id, conflicts, deps.clock.now());
      // Where the reviewer's words do not come to stay, the flags are those of the words that do.
      await compareAgainUnless(tx, example);
    });
    return listConflicts(deps.db, [example.id]);
  };
}
