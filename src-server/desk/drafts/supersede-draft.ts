import type { Transaction } from '../../database/database.ts';
import { supersedeOpenDraft } from './draft.store.ts';

/** The conversation goes on without the draft that waits in it, where one does. */
export async function supersedeDraft(tx: Transaction, conversationId: string, at: Date): Promise<void> {
  const id = await supersedeOpenDraft(tx, conversationId, at);
  if (id !== undefined) tx.emit({ type: 'draft.updated', conversationId, subjectId: id });
}
