import { z } from 'zod';
import { BookingFacts, BookingStatus } from '../../src-server/contract/bookings.ts';
import {
  ComplaintOffer,
  ComplaintSeverity,
  ComplaintView,
  ResolutionKind,
} from '../../src-server/contract/complaints.ts';
import { ChannelRules, ConversationRules } from '../../src-server/contract/conversation-rules.ts';
import { EscalationReason, Priority } from '../../src-server/contract/conversations.ts';

/** A part of a text, or a pattern between slashes: `/\$9\d/`. Case does not matter. */
const Words = z.union([z.string(), z.array(z.string())]);

/** What must hold after a message was answered. What is left out is not looked at. */
const Expectation = z.strictObject({
  says: Words.optional(),
  says_not: Words.optional(),
  /** How many messages the business's side sends; 0: none, and nothing is waited for. */
  answers: z.number().int().optional(),
  agent: z.string().optional(),
  /** Codes that the answer cites, and no others. */
  cites: z.array(z.string()).optional(),
  /** The reason, or false: the AI still has the conversation. */
  escalated: z.union([EscalationReason, z.literal(true), z.literal(false)]).optional(),
  /** Facts of the booking; null: not known. */
  slots: z.partialRecord(BookingFacts.keyof(), z.unknown()).optional(),
  state: z.union([BookingStatus, z.literal('none')]).optional(),
  /** What was complained of last, and what was offered last for it. */
  complaint: z
    .strictObject({
      severity: ComplaintSeverity,
      state: ComplaintView.shape.state,
      offer: ResolutionKind.or(z.literal('none')),
      offer_state: ComplaintOffer.shape.state,
      offer_cents: z.number().int(),
    })
    .partial()
    .optional(),
  /** A part of the summary that the person who takes over reads. */
  summary: Words.optional(),
  priority: Priority.optional(),
  /** In cents. */
  amounts: z
    .strictObject({
      total: z.number().int(),
      deposit: z.number().int(),
      balance: z.number().int(),
      refund: z.number().int(),
    })
    .partial()
    .optional(),
});
export type Expectation = z.infer<typeof Expectation>;

const Turn = z.strictObject({
  /** What the customer writes; several are written at once. Without it, time passes. */
  user: z.union([z.string().min(1), z.array(z.string().min(1)).min(2)]).optional(),
  /** How much time passes before the customer writes. */
  after_hours: z.number().optional(),
  /** What staff does before the customer writes. */
  staff: z.enum(['marks_paid', 'takes_over', 'hands_back']).optional(),
  /** How the customer rates the last answer before they write. */
  rates: z.enum(['up', 'down']).optional(),
  expect: Expectation.default({}),
});

/** A conversation between a customer and the product, with what must come of it. */
export const DialogueScript = z.strictObject({
  name: z.string().optional(),
  /** When it begins; a Monday morning in California unless said. */
  now: z.iso.datetime({ offset: true }).default('2027-03-01T17:00:00Z'),
  /** What differs from the complaint limits that a new desk has. */
  limits: z
    .record(z.string(), z.union([z.number(), z.record(z.string(), z.union([z.number(), z.boolean()]))]))
    .optional(),
  /** What differs from the conversation rules that a new desk has, for a live chat. */
  rules: ConversationRules.pick({ quietHours: true })
    .extend({ live_chat: ChannelRules.partial() })
    .partial()
    .optional(),
  turns: z.array(Turn).min(1),
});
export type DialogueScript = z.infer<typeof DialogueScript>;

/** Whether a text has the words, or fits the pattern. */
export function hasWords(text: string, words: string): boolean {
  const pattern = /^\/(.*)\/$/s.exec(words)?.[1];
  if (pattern !== undefined) return new RegExp(pattern, 'is').test(text);
  return text.toLowerCase().includes(words.toLowerCase());
}

export function listWords(words: z.infer<typeof Words> | undefined): string[] {
  return words === undefined ? [] : [words].flat();
}
