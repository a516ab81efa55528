import { z } from 'zod';
import { Channel, EscalationReason, Priority } from './conversations.ts';
import type { InstructionsInForce } from './instructions.ts';
import type { Settings } from './system.ts';

/** A probability or a cosine, 0..1. */
const Share = z.number().min(0).max(1);
const IntentName = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, 'This is not the name of an intent.');

/** Why the desk itself hands a conversation over; a person who takes one over needs no rule. */
export const PolicyReason = EscalationReason.exclude(['staff_takeover']);
export type PolicyReason = z.infer<typeof PolicyReason>;

/** The reasons for which saying "I don't know" may take the place of a person. */
export const MAY_DECLINE: readonly PolicyReason[] = ['low_confidence', 'repeated_failure'];

/** Why the other reasons always call a person, in words for the owner. */
export const ALWAYS_CALLS: Partial<Record<PolicyReason, string>> = {
  safety: 'Illness, injury, allergies and legal matters always reach a person, urgently: people may come to harm.',
  customer_request: 'Who asks for a person gets one.',
  complaint: 'A complaint that the AI may not settle is never turned away.',
  tool_failure: 'When something failed on our side, the customer must not be left with it.',
  booking: 'A party that the AI cannot go on with is never dropped.',
  ai_off: 'With the AI switched off, only a person can answer.',
  not_approved: 'A customer who waits for a draft that nobody approves is left with nothing.',
  always_person: 'This is your own list: take an entry off it instead.',
};

/** Safety matters keep at least this urgency. */
const SAFE_PRIORITIES: readonly Priority[] = ['high', 'urgent'];

export const ReasonRule = z.strictObject({
  action: z.enum(['escalate', 'decline']),
  priority: Priority,
  /** Share of the response target that a person has; null: the share of the priority. */
  targetShare: z.number().min(0.05).max(20).nullable(),
});
export type ReasonRule = z.infer<typeof ReasonRule>;

/** A word or a phrase. */
export const Topic = z
  .string()
  .trim()
  .min(2, 'A word has two letters or more.')
  .max(80)
  .regex(/[\p{L}\p{N}]/u, 'Write a word or a phrase.');

/** When the AI answers, when it says that it does not know, when a person is called, and how soon one should come. */
export const EscalationPolicy = z
  .strictObject({
    answers: z.strictObject({
      /** An answer below this confidence is not sent. */
      confidence: Share,
      /** In place of the above, by what the router took the message for and by channel; of two that apply the higher counts. */
      confidenceByIntent: z.record(IntentName, Share),
      confidenceByChannel: z.partialRecord(Channel, Share),
      /** From this relatedness on, a question without an answer is one about the business, which a person should answer. */
      aboutTheBusiness: Share,
      /** How many times in a row the AI may say that it does not know; the next time calls a person. */
      declinesInARow: z.number().int().min(1).max(5),
    }),
    /** How sure the router must be before a message is taken away from the articles. */
    router: z.strictObject({
      person: z.number().min(0.5, 'Below 50 % most questions would go to a person.').max(1),
      complaint: z.number().min(0.3, 'Below 30 % ordinary questions would count as complaints.').max(1),
      booking: z.number().min(0.2, 'Below 20 % ordinary questions would begin a booking.').max(1),
      /** Of the owner's own intents that people answer. */
      ownPerson: z.number().min(0.2, 'Below 20 % ordinary questions would go to a person.').max(1),
    }),
    reasons: z.record(PolicyReason, ReasonRule),
    targets: z.strictObject({
      /** How soon a person should take an escalation of normal priority. */
      responseMinutes: z.number().int().min(1).max(1440),
      /** What share of that each priority gets. */
      shares: z.record(Priority, z.number().min(0.05).max(20)),
      /** Whether the time counts round the clock or in office hours only; urgent matters always count round the clock. */
      counted: z.enum(['always', 'office_hours']),
    }),
    alwaysPerson: z.strictObject({
      /** A message with one of these goes to a person. */
      topics: z.array(Topic).max(100, 'Keep to 100 words and phrases.'),
      /** Here a person comes first; the AI answers once a person has handed the conversation back. */
      channels: z.array(Channel),
    }),
  })
  .superRefine(({ reasons, targets }, context) => {
    for (const reason of PolicyReason.options)
      if (reasons[reason].action === 'decline' && !MAY_DECLINE.includes(reason))
        context.addIssue({
          code: 'custom',
          path: ['reasons', reason, 'action'],
          message: ALWAYS_CALLS[reason] ?? 'This always calls a person.',
        });
    const { priority, targetShare } = reasons.safety;
    if (!SAFE_PRIORITIES.includes(priority))
      context.addIssue({
        code: 'custom',
        path: ['reasons', 'safety', 'priority'],
        message: 'Safety matters are urgent, or high at least: people may come to harm.',
      });
    if ((targetShare ?? targets.shares[priority]) > 1)
      context.addIssue({
        code: 'custom',
        path: ['reasons', 'safety', 'targetShare'],
        message: 'Safety matters may not wait longer than the usual response target.',
      });
  });
export type EscalationPolicy = z.infer<typeof EscalationPolicy>;

/** The settings, the policy and the instructions, as everything that decides and writes reads them together. */
export type DeskRules = Settings & { policy: EscalationPolicy; instructions: InstructionsInForce };

/** How good the best answer from the articles and examples was. */
export const AnswerEvidence = z.object({
  /** Whether the sources hold an answer at all. */
  answerable: z.boolean(),
  /** How likely the answer is right, 0..1. */
  confidence: z.number(),
  /** How close the best source is to the question, cosine 0..1. */
  relatedness: z.number(),
  /** How many of our messages in a row before this one said "I don't know". */
  declinesBefore: z.number().int(),
});
export type AnswerEvidence = z.infer<typeof AnswerEvidence>;

/** Everything but the customer's words that the policy decides by, kept with the trace, so that a decision can be replayed. */
export const DecisionEvidence = z.object({
  channel: Channel,
  /** What the router took the message for, whom it would have answer it, and how sure it was. */
  intent: z.string(),
  agent: z.string(),
  routerConfidence: z.number(),
  /** Whether the customer was in the middle of a task, such as a booking. */
  inTask: z.boolean(),
  /** Whether a person had the conversation before and handed it back. */
  wasHandedBack: z.boolean(),
  /** Null where the articles were not asked. */
  knowledge: AnswerEvidence.nullable(),
});
export type DecisionEvidence = z.infer<typeof DecisionEvidence>;
