import { z } from 'zod';
import { Id, Timestamp } from './building-blocks.ts';
import { AnswerMetadata, Channel } from './conversations.ts';
import { routeFor } from './route.ts';
import { Trace } from './traces.ts';

/** `autonomy`: held back until a person sends it; `copilot`: asked for by a person in the composer. */
export const DraftOrigin = z.enum(['autonomy', 'copilot']);
export type DraftOrigin = z.infer<typeof DraftOrigin>;

/** `superseded`: the conversation went on without it. */
export const DraftState = z.enum(['open', 'sent', 'edited', 'discarded', 'superseded']);
export type DraftState = z.infer<typeof DraftState>;

/** `not_needed` says nothing against the draft; the others do. */
export const DiscardReason = z.enum(['wrong', 'incomplete', 'tone', 'not_needed', 'other']);
export type DiscardReason = z.infer<typeof DiscardReason>;

/** A reply that the AI prepared and that only a person sends. */
export const Draft = z.object({
  id: Id,
  conversationId: Id,
  /** The customer's message that it answers; null for one that answers none, such as a follow-up. */
  questionMessageId: Id.nullable(),
  origin: DraftOrigin,
  channel: Channel,
  intent: z.string(),
  content: z.string(),
  /** What the message carries when it is sent much as it is. */
  metadata: AnswerMetadata,
  traceId: Id.nullable(),
  /** It tells of changes to a booking, which are made when it is sent. */
  changesBooking: z.boolean(),
  state: DraftState,
  discardReason: DiscardReason.nullable(),
  sentMessageId: Id.nullable(),
  /** How much of the draft was kept, 0..1; null until something was sent. */
  similarity: z.number().min(0).max(1).nullable(),
  createdAt: Timestamp,
  decidedAt: Timestamp.nullable(),
});
export type Draft = z.infer<typeof Draft>;

export const drafts = {
  get: routeFor('support')
    .route({ method: 'GET', path: '/conversations/{id}/draft', summary: 'The reply that waits to be sent, if any' })
    .input(z.object({ id: Id }))
    .output(z.object({ draft: Draft.nullable() })),
  trace: routeFor('support')
    .route({ method: 'GET', path: '/drafts/{id}/trace', summary: 'Why this draft?' })
    .input(z.object({ id: Id }))
    .output(Trace),
  discard: routeFor('support')
    .route({ method: 'POST', path: '/drafts/{id}/discard', summary: 'Put a draft away' })
    .input(z.object({ id: Id, reason: DiscardReason.default('other') }))
    .output(Draft),
  restore: routeFor('support')
    .route({ method: 'POST', path: '/drafts/{id}/restore', summary: 'Undo putting a draft away' })
    .input(z.object({ id: Id }))
    .output(Draft),
};
