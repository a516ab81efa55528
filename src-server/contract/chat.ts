import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { Done, Id, IdempotencyKey, Timestamp } from './building-blocks.ts';
import { Citation, FeedbackValues } from './conversations.ts';
import { ServerEvent } from './events.ts';
import { routeFor } from './route.ts';

/** A message as the customer sees it: no scores, no model, no names beyond a first name. */
export const ChatMessage = z.object({
  id: Id,
  seq: z.number().int(),
  from: z.enum(['customer', 'assistant', 'staff', 'system']),
  authorName: z.string().nullable(),
  content: z.string(),
  citations: z.array(Citation),
  /** The party that the message confirms, to be put into a calendar. */
  bookingId: Id.nullable(),
  /** Whether this is an answer that feedback can be given on, and what was given. */
  canRate: z.boolean(),
  feedback: FeedbackValues.nullable(),
  createdAt: Timestamp,
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const ChatState = z.object({
  conversationId: Id,
  businessName: z.string(),
  status: z.enum(['active', 'escalated', 'closed']),
  /** Who answers next, in the customer's words: the assistant, a person who is on the way, a person who is here. */
  answeredBy: z.enum(['assistant', 'person_coming', 'person']),
  personName: z.string().nullable(),
  /** An answer is being prepared. */
  isAnswering: z.boolean(),
  rating: z.number().int().nullable(),
  messages: z.array(ChatMessage),
  lastEventId: z.string(),
});
export type ChatState = z.infer<typeof ChatState>;

export const chat = {
  welcome: routeFor('public')
    .route({ method: 'GET', path: '/chat/welcome', summary: 'What a customer sees before the first message' })
    .output(z.object({ businessName: z.string(), greeting: z.string(), suggestions: z.array(z.string()) })),
  start: routeFor('public')
    .route({ method: 'POST', path: '/chat/sessions', summary: 'Begin a chat as a customer', successStatus: 201 })
    .input(z.object({ name: z.string().trim().max(120).optional(), contact: z.string().trim().max(200).optional() }))
    .output(z.object({ token: z.string(), conversationId: Id, expiresAt: Timestamp })),
  state: routeFor('customer').route({ method: 'GET', path: '/chat', summary: 'This conversation' }).output(ChatState),
  send: routeFor('customer')
    .route({ method: 'POST', path: '/chat/messages', summary: 'Write a message', successStatus: 201 })
    .input(z.object({ content: z.string().trim().min(1).max(4_000), clientKey: IdempotencyKey }))
    .output(ChatMessage),
  askForPerson: routeFor('customer')
    .route({ method: 'POST', path: '/chat/person', summary: 'Ask for a person' })
    .output(Done),
  giveFeedback: routeFor('customer')
    .route({ method: 'PUT', path: '/chat/messages/{id}/feedback', summary: 'Say how good an answer was' })
    .input(FeedbackValues.extend({ id: Id }))
    .output(Done),
  rate: routeFor('customer')
    .route({ method: 'PUT', path: '/chat/rating', summary: 'Rate the whole conversation' })
    .input(z.object({ rating: z.number().int().min(1).max(5) }))
    .output(Done),
  source: routeFor('customer')
    .route({ method: 'GET', path: '/chat/sources/{chunkId}', summary: 'A text that was cited in this conversation' })
    .input(z.object({ chunkId: Id }))
    .output(Citation.extend({ text: z.string() })),
  events: routeFor('customer')
    .route({ method: 'GET', path: '/chat/events', summary: 'What happens in this conversation, as a stream' })
    .input(z.object({ after: z.string().regex(/^\d+$/).optional() }))
    .output(eventIterator(ServerEvent)),
};
