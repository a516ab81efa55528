import type { ChatMessage } from '#contract/chat.ts';
import { type KeyValueStorage, readStored, writeStored } from '../../lib/storage.ts';

/** A message that the customer has written and the server has not acknowledged yet. */
export interface OutgoingMessage {
  /** Stays the same at every try, so that a try whose answer was lost is not stored twice. */
  clientKey: string;
  content: string;
  /** The last message of the conversation when this one was written. */
  afterSeq: number;
  status: 'sending' | 'failed';
  /** Why it was not sent, and whether it is tried again without being asked to. */
  problem?: { text: string; isPassing: boolean } | undefined;
}

export type Outbox = readonly OutgoingMessage[];

/** The next message to send: they go in the order in which they were written. */
export function nextToSend(outbox: Outbox): OutgoingMessage | undefined {
  return outbox.find((message) => message.status === 'sending');
}

export function withoutMessage(outbox: Outbox, clientKey: string): Outbox {
  return outbox.filter((message) => message.clientKey !== clientKey);
}

/** A passing problem stops all that wait, as they would meet it too; any other stops only its own message. */
export function withFailure(outbox: Outbox, clientKey: string, problem: { text: string; isPassing: boolean }): Outbox {
  return outbox.map((message) =>
    message.clientKey === clientKey || (problem.isPassing && message.status === 'sending')
      ? { ...message, status: 'failed', problem }
      : message,
  );
}

/** Puts back into the queue what failed for a reason that may have passed, or the one that was asked for. */
export function withRetry(outbox: Outbox, clientKey?: string): Outbox {
  return outbox.map((message) =>
    message.status === 'failed' && (message.clientKey === clientKey || message.problem?.isPassing === true)
      ? { ...message, status: 'sending', problem: undefined }
      : message,
  );
}

/**
 * The messages to show as being under way. One that the server has stored can be read before it is acknowledged, or
 * the acknowledgement may be lost: each stored message with the same text stands for one that was sent.
 */
export function notYetShown(outbox: Outbox, stored: readonly ChatMessage[]): Outbox {
  const used = new Set<string>();
  return outbox.filter((outgoing) => {
    const match = stored.find(
      ({ id, from, seq, content }) =>
        from === 'customer' && seq > outgoing.afterSeq && content === outgoing.content && !used.has(id),
    );
    if (match !== undefined) used.add(match.id);
    return match === undefined;
  });
}

const KEY = 'teppan.chat.outbox';

/** What was under way when the page was left; it is sent again under the same keys. */
export function readOutbox(storage: KeyValueStorage): Outbox {
  return readStored(storage, KEY, (value) => (Array.isArray(value) ? value.flatMap(parseMessage) : undefined)) ?? [];
}

export function writeOutbox(storage: KeyValueStorage, outbox: Outbox): void {
  if (outbox.length === 0) storage.removeItem(KEY);
  else {
    writeStored(
      storage,
      KEY,
      outbox.map(({ clientKey, content, afterSeq }) => ({ clientKey, content, afterSeq })),
    );
  }
}

function parseMessage(value: unknown): OutgoingMessage[] {
  if (typeof value !== 'object' || value === null) return [];
  const { clientKey, content, afterSeq } = value as Record<string, unknown>;
  if (typeof clientKey !== 'string' || typeof content !== 'string' || typeof afterSeq !== 'number') return [];
  return [{ clientKey, content, afterSeq, status: 'sending' }];
}
