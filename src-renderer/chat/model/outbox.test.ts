import { describe, expect, it } from 'vitest';
import { createMemoryStorage } from '../../lib/storage.ts';
import { chatMessage } from './chat-fixtures.ts';
import {
  nextToSend,
  notYetShown,
  type OutgoingMessage,
  readOutbox,
  withFailure,
  withRetry,
  writeOutbox,
} from './outbox.ts';

const outgoing = (clientKey: string, change: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  clientKey,
  content: 'yes',
  afterSeq: 0,
  status: 'sending',
  ...change,
});
const passing = { text: 'Not reachable.', isPassing: true };
const refused = { text: 'Too long.', isPassing: false };

describe('the outbox', () => {
  it('stops all when nobody answers, and only the one message that is refused', () => {
    const outbox = [outgoing('a'), outgoing('b')];
    expect(withFailure(outbox, 'a', passing).map(({ status }) => status)).toEqual(['failed', 'failed']);
    const afterRefusal = withFailure(outbox, 'a', refused);
    expect(nextToSend(afterRefusal)?.clientKey).toBe('b');
  });

  it('tries again by itself what may have passed, and what was refused only when asked', () => {
    const outbox = [
      outgoing('a', { status: 'failed', problem: refused }),
      outgoing('b', { status: 'failed', problem: passing }),
    ];
    expect(withRetry(outbox).map(({ status }) => status)).toEqual(['failed', 'sending']);
    expect(withRetry(outbox, 'a').map(({ status }) => status)).toEqual(['sending', 'sending']);
  });

  it('goes on after a reload under the same keys', () => {
    const storage = createMemoryStorage();
    writeOutbox(storage, [outgoing('a', { status: 'failed', problem: passing, afterSeq: 4 })]);
    expect(readOutbox(storage)).toEqual([outgoing('a', { afterSeq: 4 })]);
    writeOutbox(storage, []);
    expect(readOutbox(storage)).toEqual([]);
  });

  it('reads nothing from a broken storage', () => {
    const storage = createMemoryStorage();
    storage.setItem('teppan.chat.outbox', '[{"clientKey":1},null,');
    expect(readOutbox(storage)).toEqual([]);
  });

  it('does not show a message twice that is stored but not acknowledged', () => {
    const outbox = [outgoing('a', { afterSeq: 2 }), outgoing('b', { afterSeq: 2 })];
    const earlier = chatMessage(1, { content: 'yes' });
    expect(notYetShown(outbox, [earlier])).toEqual(outbox);
    expect(notYetShown(outbox, [earlier, chatMessage(3, { content: 'yes' })])).toEqual([outbox[1]]);
  });
});
