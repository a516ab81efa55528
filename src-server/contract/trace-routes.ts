import { z } from 'zod';
import { Id, PageInput, page } from './building-blocks.ts';
import { AnswerPreview } from './lab.ts';
import { routeFor } from './route.ts';
import { ModelAttempt, ModelExchange, ToolCall, Trace, TraceSource, TraceStep } from './traces.ts';

export const TraceSummary = Trace.pick({
  id: true,
  conversationId: true,
  messageId: true,
  outcome: true,
  question: true,
  agent: true,
  intent: true,
  model: true,
  confidence: true,
  degraded: true,
  durationMs: true,
  createdAt: true,
});
export type TraceSummary = z.infer<typeof TraceSummary>;

/** The text of a retrieved source, which is kept as it was, and what has become of it. */
export const TracePassage = z.object({
  chunkId: Id,
  text: z.string(),
  /** Whether the search would still find this text. */
  isCurrent: z.boolean(),
  articleId: Id.nullable(),
  /** The version of the article when the trace was written. */
  version: z.number().int().nullable(),
  currentVersion: z.number().int().nullable(),
});
export type TracePassage = z.infer<typeof TracePassage>;

/** `question` holds everything that was answered together, where it is still there. */
export const TraceDetail = Trace.extend({
  /** How a follow-up reads without the conversation; null where the question stands by itself. */
  readAs: z.string().nullable(),
  /** What was sent or drafted; null where nothing was. */
  answer: z.string().nullable(),
  passages: z.array(TracePassage),
  /** What was said with models, in order. Empty where none behind an API was asked. */
  exchanges: z.array(ModelExchange),
});
export type TraceDetail = z.infer<typeof TraceDetail>;

/** From which knowledge a question is answered again. */
export const RerunKnowledge = z.discriminatedUnion('kind', [
  /** The very passages and examples that were found then. */
  z.object({ kind: z.literal('then') }),
  /** What a search finds now. */
  z.object({ kind: z.literal('now') }),
  /** What a search would find now if this article still read, or read again, as this version. */
  z.object({ kind: z.literal('version'), articleId: Id, version: z.number().int().min(1) }),
]);
export type RerunKnowledge = z.infer<typeof RerunKnowledge>;

export const RerunInput = z.object({
  id: Id,
  knowledge: RerunKnowledge.default({ kind: 'then' }),
  /** Left out, the model that answered then. */
  model: z.string().trim().min(1).max(200).optional(),
  /** How freely the model writes. Left out, as usual. */
  temperature: z.number().min(0).max(2).optional(),
  /** The confidence from which on the answer counts as good. Left out, as it was then. */
  threshold: z.number().min(0).max(1).optional(),
});
export type RerunInput = z.infer<typeof RerunInput>;

/** What would have been answered. Nothing of it is sent or stored, except what its model call cost. */
export const Rerun = z.object({
  answer: AnswerPreview,
  retrieved: z.array(TraceSource),
  toolCalls: z.array(ToolCall),
  steps: z.array(TraceStep),
  attempts: z.array(ModelAttempt),
  exchanges: z.array(ModelExchange),
  inputTokens: z.number(),
  outputTokens: z.number(),
  costMicroUsd: z.number().nullable(),
  durationMs: z.number(),
  /** In what the run differs from then beside what was asked for, each in a sentence. */
  notes: z.array(z.string()),
});
export type Rerun = z.infer<typeof Rerun>;

/** With what a question can be answered again. */
export const RerunChoices = z.object({
  /** The models of the chain in their order, and last the offline answerer. */
  models: z.array(z.string()),
  offlineModel: z.string(),
  /** How freely a model usually writes. */
  temperature: z.number(),
});
export type RerunChoices = z.infer<typeof RerunChoices>;

export const traces = {
  list: routeFor('support')
    .route({
      method: 'GET',
      path: '/conversations/{id}/traces',
      summary: 'Every run of the AI in a conversation, also those that sent nothing, newest first',
    })
    .input(PageInput.extend({ id: Id }))
    .output(page(TraceSummary)),
  get: routeFor('support')
    .route({ method: 'GET', path: '/traces/{id}', summary: 'The whole way to an answer' })
    .input(z.object({ id: Id }))
    .output(TraceDetail),
  rerunChoices: routeFor('admin')
    .route({ method: 'GET', path: '/traces/run-again/choices', summary: 'With what a question can be answered again' })
    .output(RerunChoices),
  runAgain: routeFor('admin')
    .route({ method: 'POST', path: '/traces/{id}/run-again', summary: 'Answer the same question in another way' })
    .input(RerunInput)
    .output(Rerun),
};
