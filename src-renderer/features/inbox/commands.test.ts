import { describe, expect, it } from 'vitest';
import type { Conversation } from '#contract/conversations.ts';
import { possibleActions } from './commands.ts';

const ME = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';

const conversation = (change: Partial<Conversation>): Conversation => ({
  id: '00000000-0000-4000-8000-0000000000aa',
  channel: 'live_chat',
  customer: { userId: 'guest', name: null },
  status: 'active',
  handler: 'ai',
  assignee: null,
  escalation: null,
  preview: '',
  lastMessageRole: 'user',
  lastMessageAt: '2026-11-22T18:00:00Z',
  waitingSince: null,
  approvalDueAt: null,
  isSample: false,
  createdAt: '2026-11-22T18:00:00Z',
  closedAt: null,
  ...change,
});

const possible = (change: Partial<Conversation>) =>
  Object.entries(possibleActions(conversation(change), ME)).flatMap(([name, can]) => (can ? [name] : []));

describe('what staff can do', () => {
  it('takes over from the AI, or what nobody has yet', () => {
    expect(possible({ handler: 'ai' })).toEqual(['takeOver']);
    expect(possible({ status: 'escalated', handler: 'staff' })).toEqual(['takeOver']);
  });

  it('answers, hands back and resolves what is mine', () => {
    const mine = { status: 'escalated', handler: 'staff', assignee: { id: ME, name: 'Me' } } as const;
    expect(possible(mine)).toEqual(['reply', 'handBack', 'resolve']);
  });

  it("leaves a colleague's conversation alone", () => {
    expect(possible({ status: 'escalated', handler: 'staff', assignee: { id: OTHER, name: 'Maria' } })).toEqual([]);
  });

  it('only reopens what is closed', () => {
    expect(possible({ status: 'closed', handler: 'staff', assignee: { id: ME, name: 'Me' } })).toEqual(['reopen']);
  });
});
