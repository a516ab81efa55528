import type { Database } from '../database/database.ts';
import type { CandidateDeps } from './candidates.ts';
import { insertNewConduct } from './conduct.store.ts';
import { getAnswerForUpdate } from './feedback.store.ts';
import { scoreAnew } from './score-anew.ts';

/** Further back than a sidecar is switched off over a weekend. Looking twice changes nothing. */
const LOOK_BACK_MS = 4 * 24 * 3_600_000;

/**
 * Lets what customers do count like what they say: reads who asked again, asked for a person or booked since the last
 * time, and scores the answers before it anew. Safe to run again and to interrupt.
 */
export function createCollectConduct(deps: CandidateDeps & { db: Database }) {
  return async function collectConduct(): Promise<void> {
    const since = new Date(deps.clock.now().getTime() - LOOK_BACK_MS);
    await deps.db.transaction(async (tx) => {
      for (const messageId of await insertNewConduct(tx, since)) {
        const message = await getAnswerForUpdate(tx, messageId);
        await scoreAnew(tx, deps, message);
        tx.emit({ type: 'feedback.recorded', conversationId: message.conversationId, subjectId: message.id });
      }
    });
  };
}
