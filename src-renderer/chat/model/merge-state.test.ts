import { describe, expect, it } from 'vitest';
import { chatMessage, chatState } from './chat-fixtures.ts';
import { mergeState, withAcknowledged } from './merge-state.ts';

describe('mergeState', () => {
  it('keeps a message that the reading began too early to see, in its place', () => {
    const before = chatState([chatMessage(1), chatMessage(3)]);
    const merged = mergeState(before, chatState([chatMessage(1), chatMessage(2)]));
    expect(merged.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('takes what was read where both know a message', () => {
    const read = chatState([chatMessage(1, { content: 'edited' })], { answeredBy: 'person' });
    const merged = mergeState(chatState([chatMessage(1)]), read);
    expect(merged).toEqual(read);
  });

  it('mixes nothing of another conversation in', () => {
    const read = chatState([chatMessage(1)], { conversationId: 'conversation-2' });
    expect(mergeState(chatState([chatMessage(9)]), read)).toEqual(read);
  });
});

describe('withAcknowledged', () => {
  it('shows at once that the assistant is writing, and that a closed conversation is open again', () => {
    const after = withAcknowledged(chatState([], { status: 'closed' }), chatMessage(1));
    expect(after).toMatchObject({ status: 'active', isAnswering: true, messages: [{ seq: 1 }] });
  });

  it('expects no answer of the assistant while a person has the conversation', () => {
    expect(withAcknowledged(chatState([], { answeredBy: 'person' }), chatMessage(1))?.isAnswering).toBe(false);
  });

  it('does not bring the writing back when the answer came first', () => {
    const answered = chatState([chatMessage(1), chatMessage(2, { from: 'assistant' })]);
    expect(withAcknowledged(answered, chatMessage(1))?.isAnswering).toBe(false);
  });
});
