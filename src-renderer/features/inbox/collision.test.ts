import { expect, it } from 'vitest';
import type { Message } from '#contract/conversations.ts';
import { latestSeq, unseenMessages } from './collision.ts';

const ME = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';

function message(seq: number, author: Message['author']): Message {
  return {
    id: `00000000-0000-4000-8000-0000000001${String(seq).padStart(2, '0')}`,
    conversationId: '00000000-0000-4000-8000-000000000099',
    seq,
    author,
    content: 'text',
    metadata: {},
    delivery: 'delivered',
    feedback: null,
    createdAt: '2026-11-22T18:00:00Z',
  };
}

const thread = [
  message(1, { kind: 'customer' }),
  message(2, { kind: 'ai' }),
  message(3, { kind: 'system' }),
  message(4, { kind: 'staff', person: { id: ME, name: 'Me' } }),
  message(5, { kind: 'staff', person: { id: OTHER, name: 'Other' } }),
];

it('counts what others wrote after the writer last read', () => {
  expect(unseenMessages(thread, 0, ME).map(({ seq }) => seq)).toEqual([1, 2, 5]);
  expect(unseenMessages(thread, 2, ME).map(({ seq }) => seq)).toEqual([5]);
});

it('takes neither my own replies nor what the desk says for news', () => {
  expect(unseenMessages(thread.slice(0, 4), 2, ME)).toEqual([]);
});

it('knows the newest message', () => {
  expect(latestSeq(thread)).toBe(5);
  expect(latestSeq([])).toBe(0);
});
