import { z } from 'zod';
import { Cursor, Id, IdempotencyKey, MessageText, PageInput, page, Timestamp } from './building-blocks.ts';
import { Person } from './people.ts';
import { Quality, WrongBecause } from './quality.ts';
import { routeFor } from './route.ts';
import { Trace } from './traces.ts';

export const Channel = z.enum(['sms', 'email', 'instagram', 'facebook', 'phone', 'live_chat']);
export type Channel = z.infer<typeof Channel>;

export const ConversationStatus = z.enum(['active', 'escalated', 'closed']);
export type ConversationStatus = z.infer<typeof ConversationStatus>;

/** Who answers next. */
export const Handler = z.enum(['ai', 'staff']);

export const EscalationReason = z.enum([
  'customer_request',
  'low_confidence',
  'repeated_failure',
  'complaint',
  'safety',
  'tool_failure',
  'booking',
  'ai_off',
  'not_approved',
  /** The owner's list of topics and channels says so. */
  'always_person',
  'staff_takeover',
]);
export type EscalationReason = z.infer<typeof EscalationReason>;

export const Priority = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.infer<typeof Priority>;

export const EscalationStatus = z.enum(['open', 'claimed', 'handed_back', 'resolved']);

const SummaryLine = z.object({
  text: z.string(),
  /** The message that it came from. */
  messageId: Id.nullable(),
});

/** What the AI leaves to the person who takes over, in five fixed fields. */
export const HandoverSummary = z.object({
  wants: z.array(SummaryLine),
  facts: z.array(SummaryLine),
  tried: z.array(SummaryLine),
  offered: z.array(SummaryLine),
  open: z.array(SummaryLine),
});
export type HandoverSummary = z.infer<typeof HandoverSummary>;

export const Escalation = z.object({
  id: Id,
  conversationId: Id,
  status: EscalationStatus,
  reason: EscalationReason,
  /** One sentence on what happened, for a person who has not read the conversation. */
  detail: z.string(),
  summary: HandoverSummary.nullable(),
  priority: Priority,
  assignee: Person.nullable(),
  createdAt: Timestamp,
  dueAt: Timestamp.nullable(),
  claimedAt: Timestamp.nullable(),
  resolvedAt: Timestamp.nullable(),
  resolution: z.string(),
});
export type Escalation = z.infer<typeof Escalation>;

export const Customer = z.object({ userId: z.string(), name: z.string().nullable() });

export const Conversation = z.object({
  id: Id,
  channel: Channel,
  customer: Customer,
  status: ConversationStatus,
  handler: Handler,
  assignee: Person.nullable(),
  /** The escalation that is open or claimed now. */
  escalation: Escalation.nullable(),
  preview: z.string(),
  lastMessageRole: z.enum(['user', 'assistant', 'system']).nullable(),
  lastMessageAt: Timestamp,
  /** Since when the customer has waited for an answer. */
  waitingSince: Timestamp.nullable(),
  /** By when a person has to approve what the AI would say, before it goes to staff; null while nothing is held back. */
  approvalDueAt: Timestamp.nullable(),
  isSample: z.boolean(),
  createdAt: Timestamp,
  closedAt: Timestamp.nullable(),
});
export type Conversation = z.infer<typeof Conversation>;

/** Points to the chunk that supports an answer; the chunk keeps the text as it was when it was cited. */
export const Citation = z.object({ chunkId: Id, code: z.string().nullable(), title: z.string() });
export type Citation = z.infer<typeof Citation>;

export const FeedbackValues = z.object({
  thumbs: z.enum(['up', 'down']).nullable(),
  stars: z.number().int().min(1).max(5).nullable(),
  helpful: z.boolean().nullable(),
  accurate: z.boolean().nullable(),
  comment: z.string().max(2_000).nullable(),
});
export type FeedbackValues = z.infer<typeof FeedbackValues>;

/** What an AI answer carries beside its text. */
export const AnswerMetadata = z.object({
  intent: z.string().optional(),
  confidence: z.number().min(0).max(1).optional(),
  citations: z.array(Citation).optional(),
  agent: z.string().optional(),
  model: z.string().optional(),
  /**
   * `answer`, or what else the message does: the first `part` of a long answer, the `offer` of a person, that the team is
   * `away`; tell of a payment, of a hand-over, of a person joining, of the end.
   */
  kind: z
    .enum([
      'answer',
      'part',
      'declined',
      'offer',
      'smalltalk',
      'payment',
      'handover',
      'away',
      'joined',
      'handed_back',
      'closed',
    ])
    .optional(),
  /** The configured model failed and the offline answerer stepped in. */
  degraded: z.boolean().optional(),
  /** The message confirms this party, which can be put into a calendar. */
  bookingId: Id.optional(),
  /** A person sent it from this draft of the AI's. */
  draftId: Id.optional(),
});
export type AnswerMetadata = z.infer<typeof AnswerMetadata>;

export const MessageAuthor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer') }),
  z.object({ kind: z.literal('ai') }),
  z.object({ kind: z.literal('staff'), person: Person }),
  z.object({ kind: z.literal('system') }),
]);

export const Message = z.object({
  id: Id,
  conversationId: Id,
  /** Grows within a conversation; lists are ordered by it. */
  seq: z.number().int(),
  author: MessageAuthor,
  content: z.string(),
  metadata: AnswerMetadata,
  delivery: z.enum(['queued', 'sending', 'sent', 'delivered', 'failed', 'unknown']),
  /** The customer's feedback on this answer, where there is any. */
  feedback: FeedbackValues.extend({ qualityScore: z.number() }).nullable(),
  createdAt: Timestamp,
});
export type Message = z.infer<typeof Message>;

export const Note = z.object({ id: Id, author: Person, content: z.string(), createdAt: Timestamp });
export type Note = z.infer<typeof Note>;

/**
 * `waiting`: a person is needed and nobody has taken it; `approval`: the AI's answer waits to be approved; `mine`: taken
 * by me; `ai`: the AI is answering.
 */
export const InboxView = z.enum(['waiting', 'approval', 'mine', 'escalated', 'ai', 'closed', 'all']);
export type InboxView = z.infer<typeof InboxView>;

const ById = z.object({ id: Id });

export const conversations = {
  list: routeFor('support')
    .route({ method: 'GET', path: '/conversations', summary: 'Conversations of a view, newest first' })
    .input(
      PageInput.extend({
        view: InboxView.default('all'),
        channel: Channel.optional(),
        /** Words that were said in the conversation, or a part of the customer's name, phone or e-mail. */
        search: z.string().trim().max(200).optional(),
      }),
    )
    .output(page(Conversation)),
  counts: routeFor('support')
    .route({ method: 'GET', path: '/conversations/counts', summary: 'How many conversations each view holds' })
    .output(z.record(InboxView, z.number().int())),
  get: routeFor('support')
    .route({ method: 'GET', path: '/conversations/{id}', summary: 'One conversation' })
    .input(ById)
    .output(Conversation),
  messages: routeFor('support')
    .route({ method: 'GET', path: '/conversations/{id}/messages', summary: 'Its messages, the newest page first' })
    .input(z.object({ id: Id, cursor: Cursor.optional(), limit: z.number().int().min(1).max(200).default(50) }))
    .output(page(Message).describe('Each page is in the order of time; nextCursor leads to older messages.')),
  trace: routeFor('support')
    .route({ method: 'GET', path: '/messages/{id}/trace', summary: 'Why this answer?' })
    .input(ById)
    .output(Trace),
  customer: routeFor('support')
    .route({
      method: 'GET',
      path: '/conversations/{id}/customer',
      summary: 'The customer and their other conversations',
    })
    .input(ById)
    .output(
      z.object({
        customer: Customer,
        channel: Channel,
        firstSeenAt: Timestamp,
        conversationCount: z.number().int(),
        satisfaction: z.number().nullable(),
        others: z.array(
          z.object({
            id: Id,
            channel: Channel,
            status: ConversationStatus,
            preview: z.string(),
            lastMessageAt: Timestamp,
          }),
        ),
      }),
    ),
  reply: routeFor('support')
    .route({
      method: 'POST',
      path: '/conversations/{id}/messages',
      summary: 'Reply to the customer',
      successStatus: 201,
    })
    .input(
      z.object({
        id: Id,
        content: MessageText,
        clientKey: IdempotencyKey,
        /** The last message that the author had seen; the reply is refused with CONFLICT when there are newer ones. */
        lastSeenSeq: z.number().int().optional(),
        /** The open draft that it was made from; the reply is refused with CONFLICT when that is not open any more. */
        draftId: Id.optional(),
      }),
    )
    .output(Message),
  takeOver: routeFor('support')
    .route({ method: 'POST', path: '/conversations/{id}/take-over', summary: 'Take the conversation; the AI stops' })
    .input(ById)
    .output(Conversation),
  handBack: routeFor('support')
    .route({ method: 'POST', path: '/conversations/{id}/hand-back', summary: 'Give the conversation back to the AI' })
    .input(z.object({ id: Id, note: z.string().trim().max(2_000).default('') }))
    .output(Conversation),
  resolve: routeFor('support')
    .route({
      method: 'POST',
      path: '/conversations/{id}/resolve',
      summary: 'Close the conversation and say what was done',
    })
    .input(z.object({ id: Id, resolution: z.string().trim().max(2_000).default('') }))
    .output(Conversation),
  reopen: routeFor('support')
    .route({ method: 'POST', path: '/conversations/{id}/reopen', summary: 'Undo closing; it comes back to you' })
    .input(ById)
    .output(Conversation),
  notes: routeFor('support')
    .route({ method: 'GET', path: '/conversations/{id}/notes', summary: 'Notes that only staff see' })
    .input(ById)
    .output(z.object({ items: z.array(Note) })),
  addNote: routeFor('support')
    .route({ method: 'POST', path: '/conversations/{id}/notes', summary: 'Leave a note for staff', successStatus: 201 })
    .input(z.object({ id: Id, content: MessageText }))
    .output(Note),
  giveFeedback: routeFor('support')
    .route({ method: 'PUT', path: '/messages/{id}/feedback', summary: 'Judge an AI answer as staff' })
    .input(FeedbackValues.extend({ id: Id, wrongBecause: WrongBecause.nullable().optional() }))
    .output(z.object({ qualityScore: z.number(), quality: Quality, promoted: z.boolean() })),
  correct: routeFor('support')
    .route({
      method: 'POST',
      path: '/messages/{id}/correction',
      summary: 'Write the answer that the AI should have given',
    })
    .input(z.object({ id: Id, answer: MessageText }))
    .output(z.object({ exampleId: Id })),
};

export const escalations = {
  list: routeFor('support')
    .route({ method: 'GET', path: '/escalations', summary: 'Escalations, the most urgent first' })
    .input(PageInput.extend({ status: z.enum(['open', 'claimed', 'done']).default('open') }))
    .output(page(Escalation.extend({ customer: Customer, channel: Channel, preview: z.string() }))),
};
