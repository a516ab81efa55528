import { expect, it } from 'vitest';
import type { ChannelRules, ConversationRules } from '#contract/conversation-rules.ts';
import { findRulesProblems } from './rules-problems.ts';

const usual: ChannelRules = {
  waitSeconds: 1,
  longestMessage: 1_000,
  aiMessagesPerHour: 30,
  answersInQuietHours: true,
};
const rules: ConversationRules = {
  longestWaitSeconds: 20,
  quietHours: { from: '21:00', to: '08:00' },
  channels: { live_chat: usual, sms: usual, email: usual, instagram: usual, facebook: usual, phone: usual },
};

it('finds nothing wrong with rules that are whole', () => {
  expect(findRulesProblems(rules)).toEqual({});
  expect(findRulesProblems({ ...rules, quietHours: null })).toEqual({});
});

it('names the field and says what it needs', () => {
  const sms = { ...usual, longestMessage: 20, aiMessagesPerHour: Number.NaN };
  expect(findRulesProblems({ ...rules, longestWaitSeconds: 999, channels: { ...rules.channels, sms } })).toEqual({
    longestWaitSeconds: 'At most 300.',
    'channels.sms.longestMessage': 'At least 100.',
    'channels.sms.aiMessagesPerHour': 'Give a number.',
  });
});

it('refuses quiet hours that would never end, and a time that is none', () => {
  expect(findRulesProblems({ ...rules, quietHours: { from: '21:00', to: '21:00' } })).toEqual({
    'quietHours.to': 'Choose another time than the one at which they begin.',
  });
  expect(Object.keys(findRulesProblems({ ...rules, quietHours: { from: '', to: '08:00' } }))).toEqual([
    'quietHours.from',
  ]);
});
