import type { DiscardReason, Draft } from '../../contract/drafts.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { lockConversation } from '../conversation.store.ts';
import type { DeskDeps, StaffActor } from '../desk-deps.ts';
import { lastSeq } from '../message.store.ts';
import { type DraftRow, findOpenDraft, getDraft, putDraftAway, reopenDraft } from './draft.store.ts';
import { requireOpen } from './require-open.ts';

/** Putting a draft away, and taking that back while nothing was said since. Both may be repeated. */
export function createDiscardDraft(deps: Pick<DeskDeps, 'db' | 'clock'>) {
  function discard(id: string, reason: DiscardReason, actor: StaffActor): Promise<Draft> {
    return withDraft(id, async (tx, draft) => {
      if (draft.state === 'discarded' && draft.sentMessageId === null) return;
      requireOpen(draft);
      await putDraftAway(tx, id, { reason, decidedBy: actor.id, at: deps.clock.now() });
    });
  }

  function restore(id: string): Promise<Draft> {
    return withDraft(id, async (tx, draft) => {
      if (draft.state === 'open') return;
      if (draft.state !== 'discarded' || draft.sentMessageId !== null)
        throw new AppError('CONFLICT', 'Only a draft that was put away can be brought back.');
      const isLate = (await lastSeq(tx, draft.conversationId)) > draft.afterSeq;
      if (isLate || (await findOpenDraft(tx, draft.conversationId)) !== undefined)
        throw new AppError('CONFLICT', 'The conversation has gone on, so this draft cannot be brought back.');
      await reopenDraft(tx, id);
    });
  }

  function withDraft(id: string, work: (tx: Transaction, draft: DraftRow) => Promise<void>): Promise<Draft> {
    return deps.db.transaction(async (tx) => {
      const { conversationId } = await getDraft(tx, id);
      await lockConversation(tx, conversationId);
      // Read again: what another person did to it meanwhile counts.
      await work(tx, await getDraft(tx, id));
      tx.emit({ type: 'draft.updated', conversationId, subjectId: id });
      return getDraft(tx, id);
    });
  }

  return { discard, restore };
}
