import type { AnswerMetadata, Channel } from '../contract/conversations.ts';
import type { Transaction } from '../database/database.ts';
import type { DeskDeps } from './desk-deps.ts';
import { insertMessage } from './message.store.ts';
import { splitMessage } from './split-message.ts';

export interface NewAnswer {
  id: string;
  conversationId: string;
  channel: Channel;
  content: string;
  metadata: AnswerMetadata;
  /** The person who wrote or sent it; left out, it is the AI's own. */
  authorId?: string;
  /** Under which it was asked to be sent. */
  clientKey?: string;
  at: Date;
}

/**
 * Stores an answer in as many messages as its channel needs. The last one carries the id, the key and the sources and is
 * the one that can be rated; all of them are stored, or none.
 */
export function createInsertAnswer(deps: Pick<DeskDeps, 'newId' | 'readRules'>) {
  return async function insertAnswer(tx: Transaction, answer: NewAnswer): Promise<void> {
    const { longestMessage } = (await deps.readRules(tx)).channels[answer.channel];
    const parts = splitMessage(answer.channel, answer.content, longestMessage);
    for (const [index, content] of parts.entries()) {
      const isLast = index === parts.length - 1;
      const id = isLast ? answer.id : deps.newId();
      const { agent, intent } = answer.metadata;
      const metadata: AnswerMetadata = isLast
        ? answer.metadata
        : { kind: 'part', ...(agent === undefined ? {} : { agent }), ...(intent === undefined ? {} : { intent }) };
      const { clientKey, ...message } = answer;
      const key = isLast && clientKey !== undefined ? { clientKey } : {};
      await insertMessage(tx, { ...message, ...key, id, content, metadata, role: 'assistant' });
      if (!isLast) tx.emit({ type: 'message.created', conversationId: answer.conversationId, subjectId: id });
    }
  };
}
