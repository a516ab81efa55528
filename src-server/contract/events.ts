import { z } from 'zod';

/** What can happen, in the words of the field. A listener gets ids only and reads the rest again. */
export const EVENT_TYPES = [
  'conversation.created',
  'conversation.updated',
  'message.created',
  'message.updated',
  'escalation.created',
  'escalation.updated',
  'note.created',
  'feedback.recorded',
  'draft.updated',
  'autonomy.updated',
  'article.updated',
  'gap.updated',
  'import.updated',
  'intent.updated',
  'refresh.updated',
  'search-model.updated',
  'training.updated',
  'dataset.created',
  'dataset-build.updated',
  'training-job.updated',
  'model-version.updated',
  'replay.updated',
  'erasure.updated',
  'automation.updated',
  'analytics.refreshed',
  'booking.updated',
  'policy.updated',
  'instructions.updated',
  'user.updated',
  'system.notice',
] as const;
export const EventType = z.enum(EVENT_TYPES);
export type EventType = z.infer<typeof EventType>;

/** An event as it is written. `subjectId` is the id of the row that it is about. */
export interface NewEvent {
  type: EventType;
  conversationId?: string;
  subjectId?: string;
}

/** An event as it is read. `id` grows with the order of commits and is what a stream resumes from. */
export const ServerEvent = z.object({
  id: z.string().regex(/^\d+$/),
  type: EventType,
  conversationId: z.string().nullable(),
  subjectId: z.string().nullable(),
  at: z.string(),
});
export type ServerEvent = z.infer<typeof ServerEvent>;
