import { BUILT_IN_TUNING, type RetrievalTuning, type ServedVersion } from '../../contract/tuning.ts';
import type { Queryable } from '../../database/database.ts';
import { isCandidate } from '../experiments/assign-arm.ts';
import { findRunningFor } from '../experiments/experiment.store.ts';
import { findDeployed } from './version.store.ts';

const SHIPPED: ServedVersion = { versionId: null, tuning: BUILT_IN_TUNING, chatModel: null };

/**
 * Which version answers. It is read for every message, from one row by its index, so that a deployment or a way back
 * holds from the next message on, whichever sidecar it was made in.
 */
export async function serveVersion(db: Queryable, conversationId: string | null): Promise<ServedVersion> {
  const tried = conversationId === null ? undefined : await findRunningFor(db, conversationId);
  if (tried !== undefined && conversationId !== null && isCandidate(tried.id, conversationId, tried.share)) {
    const { versionId, tuning, chatModel } = tried;
    return { versionId, tuning, chatModel };
  }
  const deployed = await findDeployed(db);
  if (deployed === undefined) return SHIPPED;
  return { versionId: deployed.id, tuning: deployed.tuning, chatModel: deployed.chatModel };
}

interface Weighed {
  weights?: Pick<RetrievalTuning, 'vectorShare' | 'ownShare'> | undefined;
}

/** Has a search weigh meaning and words as what is deployed does, where its caller does not say how. */
export function searchAsDeployed<I extends Weighed, T>(db: Queryable, search: (input: I) => Promise<T>) {
  return async (input: I): Promise<T> => {
    const weights = input.weights ?? (await serveVersion(db, null)).tuning.retrieval;
    return search({ ...input, weights });
  };
}
