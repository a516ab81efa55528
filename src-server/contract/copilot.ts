import { z } from 'zod';
import { Id, MessageText, Timestamp } from './building-blocks.ts';
import { Draft } from './drafts.ts';
import { routeFor } from './route.ts';

/** What can be done with a text that a member of staff is writing. */
export const RewriteStyle = z.enum(['shorter', 'warmer', 'formal', 'spelling', 'translate']);
export type RewriteStyle = z.infer<typeof RewriteStyle>;

/** Languages to translate into, as BCP 47 names them. */
export const Language = z.enum(['en', 'es', 'fr', 'de', 'it', 'pt', 'ru', 'zh', 'ja', 'ko', 'vi', 'fil']);
export type Language = z.infer<typeof Language>;

/** One thing that a summary says, and where in the conversation it stands; without a message it comes from the records. */
export const SummaryFact = z.object({ label: z.string().nullable(), text: z.string(), messageId: Id.nullable() });
export type SummaryFact = z.infer<typeof SummaryFact>;

/** Never blank without a reason. */
export const SummaryField = z.object({ facts: z.array(SummaryFact), reason: z.string().nullable() });
export type SummaryField = z.infer<typeof SummaryField>;

export const ThreadSummary = z.object({
  wants: SummaryField,
  /** Date, guests, address, allergies, amounts. */
  agreed: SummaryField,
  tried: SummaryField,
  open: SummaryField,
  nextStep: SummaryField,
  /** The model that worded it; null when it was put together from the records alone. */
  model: z.string().nullable(),
  /** How many statements of the model were left out because the message that they name does not say so. */
  leftOutCount: z.number().int(),
  messageCount: z.number().int(),
  at: Timestamp,
});
export type ThreadSummary = z.infer<typeof ThreadSummary>;

const Suggestion = z.object({ title: z.string(), detail: z.string() });

/** What the state of a conversation asks for next, with what its button needs. Nothing is sent by any of them. */
export const NextAction = z.discriminatedUnion('kind', [
  Suggestion.extend({ kind: z.literal('take_over') }),
  Suggestion.extend({ kind: z.literal('draft_reply') }),
  /** Puts a text into the composer, whose amounts and links code has written. */
  Suggestion.extend({ kind: z.literal('insert_text'), text: z.string() }),
  Suggestion.extend({ kind: z.literal('show_booking'), bookingId: Id }),
  Suggestion.extend({ kind: z.literal('resolve') }),
]);
export type NextAction = z.infer<typeof NextAction>;

/** A sentence of a draft that none of its sources states, and why it is taken for that. */
export const UnsupportedSentence = z.object({ sentence: z.string(), reason: z.string() });
export type UnsupportedSentence = z.infer<typeof UnsupportedSentence>;

/** A reply that the copilot prepared, and what of it nothing supports. */
export const MarkedDraft = z.object({ draft: Draft, unsupported: z.array(UnsupportedSentence) });
export type MarkedDraft = z.infer<typeof MarkedDraft>;

export const CopilotState = z.object({
  /** The owner's switch; off, nothing of the copilot can be used. */
  isEnabled: z.boolean(),
  rewrites: z.array(
    z.object({
      style: RewriteStyle,
      isAvailable: z.boolean(),
      /** Why it is not, or how it is done without a model. */
      reason: z.string().nullable(),
    }),
  ),
  /** Whether a model can word summaries; from the records there always is one. */
  hasModel: z.boolean(),
  /** The reply that it prepared and that waits to be sent. */
  prepared: MarkedDraft.nullable(),
  /** What the customer waits for an answer to. */
  openQuestion: z.string().nullable(),
  /** Long enough, or handed over: a summary helps the one who takes it. */
  suggestsSummary: z.boolean(),
  actions: z.array(NextAction),
});
export type CopilotState = z.infer<typeof CopilotState>;

const ById = z.object({ id: Id });

/** The draft that a message was sent from, and what the person made of it. */
export const DraftGrade = Draft.pick({ id: true, origin: true, content: true, state: true, similarity: true }).extend({
  sent: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: Timestamp.nullable(),
});
export type DraftGrade = z.infer<typeof DraftGrade>;

export const copilot = {
  grade: routeFor('support')
    .route({
      method: 'GET',
      path: '/messages/{id}/draft',
      summary: 'The draft that a message was sent from, and its grade',
    })
    .input(ById)
    .output(z.object({ grade: DraftGrade.nullable() })),
  state: routeFor('support')
    .route({ method: 'GET', path: '/conversations/{id}/copilot', summary: 'What the copilot can do in a conversation' })
    .input(ById)
    .output(CopilotState),
  draft: routeFor('support')
    .route({
      method: 'POST',
      path: '/conversations/{id}/copilot/draft',
      summary: 'Prepare a reply to what is open; it waits for a person to send it',
    })
    .input(ById)
    .output(z.object({ prepared: MarkedDraft.nullable().describe('Null when nothing was found that answers.') })),
  rewrite: routeFor('support')
    .route({
      method: 'POST',
      path: '/conversations/{id}/copilot/rewrite',
      summary: 'Word a reply otherwise; every amount, date, name and link stays',
    })
    .input(ById.extend({ text: MessageText, style: RewriteStyle, language: Language.optional() }))
    .output(
      z.object({
        text: z.string(),
        /** Null when no model was asked. */
        model: z.string().nullable(),
        /** The model could not be used, and the text was made without one. */
        degraded: z.boolean(),
      }),
    ),
  summary: routeFor('support')
    .route({
      method: 'GET',
      path: '/conversations/{id}/summary',
      summary: 'What a conversation comes to, in five fields',
    })
    .input(ById)
    .output(ThreadSummary),
  summarise: routeFor('support')
    .route({ method: 'POST', path: '/conversations/{id}/summary', summary: 'Have a model word the summary' })
    .input(ById)
    .output(ThreadSummary),
};
