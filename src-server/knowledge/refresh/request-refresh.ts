import type { Refresh } from '../../contract/refreshes.ts';
import type { Transaction } from '../../database/database.ts';
import type { KnowledgeDeps } from '../knowledge-deps.ts';
import type { ExampleChange } from './approved-examples.ts';
import {
  addNewlyApproved,
  clearNewlyApproved,
  countNewlyApproved,
  lockCount,
  removeNewlyApproved,
} from './newly-approved.store.ts';
import { findUnfinished, getRefresh, insertRefresh } from './refresh.store.ts';
import { withdrawExample } from './retire-dead.ts';

/** So many newly approved examples begin a refresh. */
export const EXAMPLES_A_REFRESH = 50;

export interface RequestRefreshDeps extends Pick<KnowledgeDeps, 'db' | 'clock' | 'newId'> {
  enqueue: (tx: Transaction, refreshId: string) => Promise<void>;
}

/** What begins a refresh. */
export interface RequestRefresh {
  /** Answers with the refresh that waits or runs already, if there is one. */
  now(requestedBy: string): Promise<Refresh>;
  /**
   * Follows a reviewer's decision in its transaction: what is no longer approved in these words stops being used with
   * this commit, and the fiftieth newly approved example asks for a refresh. Approvals are counted one after the other.
   */
  followReview(tx: Transaction, change: ExampleChange): Promise<void>;
}

export function createRequestRefresh(deps: RequestRefreshDeps): RequestRefresh {
  async function request(tx: Transaction, reason: Refresh['reason'], requestedBy: string | null): Promise<string> {
    const id = deps.newId();
    await clearNewlyApproved(tx);
    await insertRefresh(tx, { id, reason, requestedBy, at: deps.clock.now() });
    await deps.enqueue(tx, id);
    tx.emit({ type: 'refresh.updated', subjectId: id });
    return id;
  }

  return {
    async now(requestedBy) {
      const id = await deps.db.transaction(async (tx) => {
        await lockCount(tx);
        return (await findUnfinished(tx)) ?? (await request(tx, 'person', requestedBy));
      });
      return getRefresh(deps.db, id);
    },

    async followReview(tx, { exampleId, wasApproved, isApproved, isRewritten }) {
      if (wasApproved && (!isApproved || isRewritten)) await withdrawExample(tx, deps, exampleId);
      if (wasApproved === isApproved) return;
      await lockCount(tx);
      if (!isApproved) return removeNewlyApproved(tx, exampleId);
      await addNewlyApproved(tx, exampleId);
      if ((await countNewlyApproved(tx)) >= EXAMPLES_A_REFRESH) await request(tx, 'examples', null);
    },
  };
}
