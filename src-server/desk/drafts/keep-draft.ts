import type { Transaction } from '../../database/database.ts';
import { lockConversation } from '../conversation.store.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { lastSeq } from '../message.store.ts';
import { awaitApproval, insertDraft, type NewDraft, supersedeOpenDraft } from './draft.store.ts';

/**
 * Keeps a reply for a person to send, in place of one that waits already; from `autonomy`, the conversation waits for
 * approval until the response target. Returns the draft's id.
 */
export function createKeepDraft(deps: Pick<DeskDeps, 'clock' | 'newId' | 'readSettings'>) {
  return async function keepDraft(tx: Transaction, draft: NewDraft): Promise<string> {
    const { id: conversationId } = await lockConversation(tx, draft.conversationId);
    const at = deps.clock.now();
    const id = deps.newId();
    await supersedeOpenDraft(tx, conversationId, at);
    await insertDraft(tx, { ...draft, id, afterSeq: await lastSeq(tx, conversationId), at });
    if (draft.origin === 'autonomy') {
      const { responseMinutes } = (await deps.readSettings(tx)).policy.targets;
      await awaitApproval(tx, conversationId, new Date(at.getTime() + responseMinutes * 60_000));
    }
    tx.emit({ type: 'draft.updated', conversationId, subjectId: id });
    return id;
  };
}
