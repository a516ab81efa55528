import { z } from 'zod';
import { LocalTime } from './business.ts';
import { Channel } from './conversations.ts';
import { routeFor } from './route.ts';

/** How the AI behaves on one channel. */
export const ChannelRules = z.object({
  /** How long to wait for more before several messages are answered together; 0 answers each at once. */
  waitSeconds: z.number().min(0).max(60),
  /** The longest message that the channel takes; a longer answer is split at the end of a sentence. */
  longestMessage: z.number().int().min(100).max(20_000),
  /** More messages of the AI than this to one conversation within an hour, and a person goes on: two bots may be talking. */
  aiMessagesPerHour: z.number().int().min(1).max(1_000),
  /** Whether the AI also answers in the quiet hours; otherwise when they end. */
  answersInQuietHours: z.boolean(),
});
export type ChannelRules = z.infer<typeof ChannelRules>;

/** How conversations are led, whatever they are about. */
export const ConversationRules = z.object({
  /** A customer who goes on writing is answered after this time all the same. */
  longestWaitSeconds: z.number().int().min(5).max(300),
  /** In the business's time zone, over midnight where `from` is the later one; null: there are none. */
  quietHours: z.object({ from: LocalTime, to: LocalTime }).nullable(),
  channels: z.record(Channel, ChannelRules),
});
export type ConversationRules = z.infer<typeof ConversationRules>;

/** The rules in force, and which version of them: 0 until the owner changes them. */
const CurrentRules = z.object({ rules: ConversationRules, version: z.number().int() });

export const conversationRules = {
  get: routeFor('support')
    .route({ method: 'GET', path: '/conversation-rules', summary: 'How conversations are led' })
    .output(CurrentRules),
  update: routeFor('owner')
    .route({ method: 'PUT', path: '/conversation-rules', summary: 'Change how conversations are led' })
    .input(z.object({ rules: ConversationRules, expectedVersion: z.number().int() }))
    .output(CurrentRules),
};
