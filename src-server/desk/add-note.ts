import type { Note } from '../contract/conversations.ts';
import { getConversation } from './conversation.store.ts';
import type { DeskDeps, StaffActor } from './desk-deps.ts';
import { insertNote } from './note.store.ts';

/** Leaves a note that only staff see. */
export function createAddNote(deps: DeskDeps) {
  return function addNote(conversationId: string, content: string, author: StaffActor): Promise<Note> {
    return deps.db.transaction(async (tx) => {
      await getConversation(tx, conversationId);
      const at = deps.clock.now();
      const id = deps.newId();
      await insertNote(tx, { id, conversationId, authorId: author.id, content, at });
      tx.emit({ type: 'note.created', conversationId, subjectId: id });
      return { id, author: { id: author.id, name: author.name }, content, createdAt: at.toISOString() };
    });
  };
}
