import { describe, expect, it } from 'vitest';
import type { ConversationRules } from '../contract/conversation-rules.ts';
import { type Arrival, looksWhole, waitForMore } from './burst.ts';

const channel = { waitSeconds: 4, longestMessage: 1_000, aiMessagesPerHour: 10, answersInQuietHours: true };
const rules: ConversationRules = {
  longestWaitSeconds: 20,
  quietHours: null,
  channels: {
    live_chat: { ...channel, waitSeconds: 1 },
    sms: channel,
    instagram: channel,
    facebook: channel,
    email: channel,
    phone: channel,
  },
};
const START = Date.parse('2027-03-01T17:00:00Z');
const seconds = (count: number) => new Date(START + count * 1_000);
const arrival = (change: Partial<Arrival>): Arrival => ({
  channel: 'live_chat',
  content: 'How much is it per person?',
  at: seconds(0),
  waitingSince: null,
  previousAt: null,
  ...change,
});
const decide = (change: Partial<Arrival>) => waitForMore(rules, arrival(change));

describe('how long a message waits for more', () => {
  it('is not at all for a whole question in a live chat', () => {
    expect(decide({})).toEqual({ waitMs: 0, keepsAnswer: false });
    expect(decide({ previousAt: seconds(-0.2) }).waitMs).toBe(0);
    expect(decide({ content: 'hi' }).waitMs).toBe(0);
  });

  it('is a moment for a piece that comes right after another', () => {
    expect(decide({ content: 'for saturday', previousAt: seconds(-1) }).waitMs).toBe(1_000);
    expect(decide({ content: 'for saturday', previousAt: seconds(-5) }).waitMs).toBe(0);
  });

  it('is a moment while something else is unanswered', () => {
    expect(decide({ waitingSince: seconds(-3), previousAt: seconds(-3) })).toEqual({
      waitMs: 1_000,
      keepsAnswer: false,
    });
  });

  it('is always some seconds where people write in pieces', () => {
    expect(decide({ channel: 'sms' }).waitMs).toBe(4_000);
  });

  it('ends for somebody who writes on and on', () => {
    expect(decide({ channel: 'sms', waitingSince: seconds(-18) }).waitMs).toBe(2_000);
    expect(decide({ channel: 'sms', waitingSince: seconds(-20) })).toEqual({ waitMs: 0, keepsAnswer: true });
  });
});

it.each([
  ['do you cook outside', true],
  ['What about kids?', true],
  ['we are twelve people and two children', true],
  ['hi', false],
  ['also,', false],
  ['I wanted to ask about the deposit and', false],
  ['so...', false],
])('%s: whole %s', (content, isWhole) => {
  expect(looksWhole(content)).toBe(isWhole);
});
