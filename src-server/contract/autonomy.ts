import { z } from 'zod';
import { Id, Timestamp } from './building-blocks.ts';
import { Channel } from './conversations.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

/** `off`: staff answer; `draft`: the AI prepares, staff send; `auto`: the AI answers. */
export const AutonomyLevel = z.enum(['off', 'draft', 'auto']);
export type AutonomyLevel = z.infer<typeof AutonomyLevel>;

export const IntentName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,39}$/, 'The name of an intent has small letters, digits and underscores only.');

/** The owner's choices. Of the levels that fit, the most particular one counts: pair, intent, channel, base. */
export const AutonomyRules = z.object({
  base: AutonomyLevel,
  channels: z.partialRecord(Channel, AutonomyLevel),
  intents: z.record(IntentName, AutonomyLevel),
  pairs: z.array(z.object({ intent: IntentName, channel: Channel, level: AutonomyLevel })).max(1_000),
  /** The share of good answers that is asked for, 0..1. */
  threshold: z.number().min(0.5).max(0.99),
  /** How many drafts have to be decided before a step is proposed. */
  minDecisions: z.number().int().min(10).max(500),
});
export type AutonomyRules = z.infer<typeof AutonomyRules>;

/** A share with its one-sided confidence bound. `bound` is null while there is nothing to count. */
export const Evidence = z.object({
  count: z.number().int(),
  good: z.number().int(),
  /** For drafts the lower bound of the share of accepted ones, for answers the upper bound of the share of good ones. */
  bound: z.number().nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

export const AutonomyCell = z.object({
  intent: z.string(),
  channel: Channel,
  level: AutonomyLevel,
  /** Where the level comes from. */
  source: z.enum(['base', 'channel', 'intent', 'pair']),
  /** Decided drafts, and how many were sent as good as unchanged. */
  drafts: Evidence,
  /** How many further drafts, each sent as good as unchanged, would let the step to `auto` be proposed. */
  draftsToPropose: z.number().int(),
  /** The latest answers that the AI gave by itself, and how many drew no complaint. */
  answers: Evidence,
});
export type AutonomyCell = z.infer<typeof AutonomyCell>;

export const AutonomyProposal = z.object({
  id: Id,
  intent: z.string(),
  channel: Channel,
  evidence: Evidence,
  threshold: z.number(),
  createdAt: Timestamp,
});
export type AutonomyProposal = z.infer<typeof AutonomyProposal>;

export const AutonomyChange = z.object({
  id: Id,
  /** Null stands for all. */
  intent: z.string().nullable(),
  channel: Channel.nullable(),
  /** Null is inherited. */
  before: AutonomyLevel.nullable(),
  after: AutonomyLevel.nullable(),
  cause: z.enum(['owner', 'proposal', 'quality', 'undo']),
  evidence: Evidence.nullable(),
  threshold: z.number().nullable(),
  /** Null where the desk did it by itself. */
  by: Person.nullable(),
  /** The level is still the one that this change set, so that it can be taken back. */
  canUndo: z.boolean(),
  at: Timestamp,
});
export type AutonomyChange = z.infer<typeof AutonomyChange>;

export const Autonomy = z.object({
  rules: AutonomyRules,
  intents: z.array(z.string()),
  channels: z.array(Channel),
  cells: z.array(AutonomyCell),
  proposals: z.array(AutonomyProposal),
  changes: z.array(AutonomyChange),
});
export type Autonomy = z.infer<typeof Autonomy>;

export const autonomy = {
  get: routeFor('support')
    .route({ method: 'GET', path: '/autonomy', summary: 'What the AI may do by itself, and on what evidence' })
    .output(Autonomy),
  setLevel: routeFor('owner')
    .route({
      method: 'PUT',
      path: '/autonomy/levels',
      summary: 'Set the level of an intent, a channel, a pair or of all',
    })
    .input(
      z.object({
        /** Null stands for all intents. */
        intent: IntentName.nullable(),
        /** Null stands for all channels. */
        channel: Channel.nullable(),
        /** Null makes it inherited again; what stands for all cannot be inherited. */
        level: AutonomyLevel.nullable(),
      }),
    )
    .output(Autonomy),
  setBars: routeFor('owner')
    .route({ method: 'PATCH', path: '/autonomy', summary: 'Set what evidence a step needs' })
    .input(AutonomyRules.pick({ threshold: true, minDecisions: true }).partial())
    .output(Autonomy),
  decide: routeFor('owner')
    .route({ method: 'POST', path: '/autonomy/proposals/{id}/decide', summary: 'Accept or decline a proposed step' })
    .input(z.object({ id: Id, accept: z.boolean() }))
    .output(Autonomy),
  undo: routeFor('owner')
    .route({ method: 'POST', path: '/autonomy/changes/{id}/undo', summary: 'Take a change of a level back' })
    .input(z.object({ id: Id }))
    .output(Autonomy),
};
