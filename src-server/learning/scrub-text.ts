import type { Queryable } from '../database/database.ts';
import type { CandidateDeps } from './candidates.ts';
import { findKnown } from './customer-facts.store.ts';

/**
 * What was said in a conversation without personal data: what the record knows of the customer, and what only the words
 * give away. For texts that are shown outside of their conversation.
 */
export function createScrubText(deps: Pick<CandidateDeps, 'scrub' | 'keep'>) {
  return async function scrubText(db: Queryable, conversationId: string, text: string): Promise<string> {
    const known = await findKnown(db, conversationId);
    return deps.scrub({ ...known, keep: (await deps.keep?.(db)) ?? [] }).scrub(text);
  };
}
