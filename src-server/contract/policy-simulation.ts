import { z } from 'zod';
import { Cursor, Id, page, Timestamp } from './building-blocks.ts';
import { Channel } from './conversations.ts';
import { EscalationPolicy, PolicyReason } from './escalation-policy.ts';
import { routeFor } from './route.ts';

/** What becomes of a message. `unknown`: it would go to an agent that was not asked, so nobody can say what would come. */
export const SimulatedOutcome = z.enum(['answered', 'declined', 'escalated', 'unknown']);
export type SimulatedOutcome = z.infer<typeof SimulatedOutcome>;

export const OutcomeCounts = z.record(SimulatedOutcome, z.number().int());
export type OutcomeCounts = z.infer<typeof OutcomeCounts>;

const BeforeAndAfter = z.object({ before: OutcomeCounts, after: OutcomeCounts });

/** What is known of messages that would turn out otherwise. Each figure is a number of messages. */
export const Aftermath = z.object({
  count: z.number().int(),
  /** The answer was rated, by the customer or by staff, and of these how many rated it well and badly. */
  rated: z.number().int(),
  ratedWell: z.number().int(),
  ratedBadly: z.number().int(),
  /** A person wrote down the answer that should have been given. */
  corrected: z.number().int(),
  /** A person was called later in the conversation. */
  personCalledLater: z.number().int(),
  /** How many of the answers should be right by the AI's own confidence in them; null where there is none. */
  expectedRight: z.number().nullable(),
});
export type Aftermath = z.infer<typeof Aftermath>;

export const Simulation = z.object({
  days: z.number().int(),
  /** What was written later is not in it. */
  readAt: Timestamp,
  /** Messages that could be replayed. */
  messages: z.number().int(),
  /** Messages of which too little was kept to replay them: older ones, safety matters, failures, and while the AI was off. */
  notReplayable: z.number().int(),
  /** The newest messages only, as there were more than one run takes. */
  isCut: z.boolean(),
  /** Messages that went otherwise at the time than the rules in force would have it: other rules were in force, or the autonomy of their intent held the answer back. */
  differentThen: z.number().int(),
  /** By the rules in force, and by those that are tried. */
  total: BeforeAndAfter,
  /** Messages with another outcome or another reason. */
  changed: z.number().int(),
  changedConversations: z.number().int(),
  /** Messages after a changed one in its conversation, which might have been written differently or not at all. */
  afterChanged: z.number().int(),
  /** Answers that would be sent and are not, and the other way round. */
  moreAnswers: Aftermath,
  fewerAnswers: Aftermath,
  reasons: z.array(z.object({ reason: PolicyReason, before: z.number().int(), after: z.number().int() })),
  intents: z.array(BeforeAndAfter.extend({ intent: z.string() })),
  channels: z.array(BeforeAndAfter.extend({ channel: Channel })),
  escalationsADay: z.object({ before: z.number(), after: z.number() }),
});
export type Simulation = z.infer<typeof Simulation>;

const Result = z.object({ outcome: SimulatedOutcome, reason: PolicyReason.nullable() });

/** A message that would turn out otherwise. */
export const SimulatedChange = z.object({
  /** Of its trace. */
  id: Id,
  conversationId: Id,
  at: Timestamp,
  question: z.string(),
  channel: Channel,
  intent: z.string(),
  /** Null where the articles were not asked. */
  confidence: z.number().nullable(),
  before: Result,
  after: Result,
  rating: z.enum(['good', 'bad']).nullable(),
  wasCorrected: z.boolean(),
});
export type SimulatedChange = z.infer<typeof SimulatedChange>;

/** Rules that are tried on what happened. */
const Trial = z.object({ policy: EscalationPolicy, days: z.number().int().min(1).max(90).default(30) });

/** `more`: would be answered; `fewer`: would no longer be; `other`: another reason, or nobody can say. */
export const ChangeKind = z.enum(['all', 'more', 'fewer', 'other']);
export type ChangeKind = z.infer<typeof ChangeKind>;

export const policySimulation = {
  run: routeFor('admin')
    .route({
      method: 'POST',
      path: '/escalation-policy/simulation',
      summary: 'What other rules would have made of the messages of the last days',
    })
    .input(Trial)
    .output(Simulation),
  changes: routeFor('admin')
    .route({
      method: 'POST',
      path: '/escalation-policy/simulation/changes',
      summary: 'The messages of which other rules would have made something else, newest first',
    })
    .input(
      Trial.extend({
        kind: ChangeKind.default('all'),
        cursor: Cursor.optional(),
        limit: z.number().int().min(1).max(100).default(20),
      }),
    )
    .output(page(SimulatedChange)),
};
