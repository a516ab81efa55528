import type { ChannelRules, ConversationRules } from '../../contract/conversation-rules.ts';

const usual = (rules: Partial<ChannelRules>): ChannelRules => ({
  waitSeconds: 0,
  longestMessage: 4_000,
  aiMessagesPerHour: 30,
  answersInQuietHours: true,
  ...rules,
});

/**
 * What a desk starts with. Waits are as long as people rest between two messages of one thought on that channel: a
 * second in a chat window, several on a telephone's keys. The lengths are those that the channels take: 1,600 characters
 * of an SMS in ten parts, 1,000 on Instagram, 2,000 on Facebook.
 */
export const DEFAULT_RULES: ConversationRules = {
  longestWaitSeconds: 20,
  quietHours: { from: '21:00', to: '08:00' },
  channels: {
    live_chat: usual({ waitSeconds: 1, aiMessagesPerHour: 120 }),
    sms: usual({ waitSeconds: 4, longestMessage: 1_600, aiMessagesPerHour: 20 }),
    instagram: usual({ waitSeconds: 5, longestMessage: 1_000 }),
    facebook: usual({ waitSeconds: 5, longestMessage: 2_000 }),
    email: usual({ longestMessage: 20_000, aiMessagesPerHour: 10 }),
    phone: usual({ longestMessage: 1_600 }),
  },
};
