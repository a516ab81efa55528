import { z } from 'zod';
import { Id, Timestamp } from './building-blocks.ts';

/** One retrieved text as the trace shows it. */
export const TraceSource = z.object({
  chunkId: Id,
  code: z.string().nullable(),
  title: z.string(),
  /** An approved answer that has no article. */
  isLearned: z.boolean().optional(),
  similarity: z.number(),
  textScore: z.number(),
  /** `textScore` as a share of the best that any passage had, 0..1. */
  textShare: z.number().optional(),
  /** What the sources are ordered by: the blend of both. */
  score: z.number(),
  cited: z.boolean(),
});

/** Where the message was routed, and what spoke for it. */
export const TraceRoute = z.object({
  agent: z.string(),
  intent: z.string(),
  /** How likely the agent is the right one, 0..1. */
  confidence: z.number(),
  isOutOfScope: z.boolean(),
  alternatives: z.array(z.object({ intent: z.string(), probability: z.number() })),
  reasons: z.array(z.string()),
  /** Whose open task went on after the answer. */
  returnTo: z.string().nullable(),
});
export type TraceRoute = z.infer<typeof TraceRoute>;

/** A part of the way to the answer, named by what was done: `route`, `embed`, `search`, `model`, `checks`, `write`. */
export const TraceStep = z.object({ name: z.string(), ms: z.number() });

/** What one model of the chain did. `skipped`: it was left alone after failures, and not asked. */
export const ModelAttempt = z.object({
  model: z.string(),
  outcome: z.enum(['answered', 'failed', 'skipped']),
  /** A sentence; null where it answered. */
  reason: z.string().nullable(),
  ms: z.number(),
});
export type ModelAttempt = z.infer<typeof ModelAttempt>;

/** Something that an agent did or looked up through one of its tools. */
export const ToolCall = z.object({
  name: z.string(),
  /** As JSON, shortened where it is long. */
  arguments: z.string(),
  /** As JSON, shortened where it is long; the reason where it failed. */
  result: z.string(),
  failed: z.boolean(),
  ms: z.number(),
});
export type ToolCall = z.infer<typeof ToolCall>;

export const TraceCheck = z.object({
  name: z.string(),
  passed: z.boolean(),
  detail: z.string(),
  /** What was taken out of the answer, sentence by sentence. */
  leftOut: z.array(z.object({ sentence: z.string(), reason: z.string() })).optional(),
});
export type TraceCheck = z.infer<typeof TraceCheck>;

/** What was sent to a model and what came back, before any check. A repair of a reply is an exchange of its own. */
export const ModelExchange = z.object({
  model: z.string(),
  /** Null where the model does not take one. */
  temperature: z.number().nullable(),
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
  /** Null where none came. */
  reply: z.string().nullable(),
});
export type ModelExchange = z.infer<typeof ModelExchange>;

export const Trace = z.object({
  id: Id,
  conversationId: Id,
  /** What was sent; null where nothing was. */
  messageId: Id.nullable(),
  /** `dropped`: the customer wrote again or a person took over; `drafted`: it waits for a person to send it. */
  outcome: z.enum(['answered', 'declined', 'escalated', 'dropped', 'drafted']),
  /** What was asked, where it is still there. */
  question: z.string().nullable(),
  agent: z.string(),
  intent: z.string(),
  intentScore: z.number(),
  /** Null for a turn that was not routed, as the AI was off or had failed. */
  route: TraceRoute.nullable(),
  /** In the order in which they ended; embedding is a part of the search. */
  steps: z.array(TraceStep),
  retrieved: z.array(TraceSource),
  examples: z.array(z.object({ exampleId: Id, question: z.string(), similarity: z.number(), used: z.boolean() })),
  toolCalls: z.array(ToolCall),
  checks: z.array(TraceCheck),
  /** The confidence from which on the answer would be sent; null where nothing was weighed. */
  threshold: z.number().nullable(),
  model: z.string(),
  /** Each model that was to answer, in turn. Empty where no model behind an API was asked. */
  attempts: z.array(ModelAttempt),
  /** The configured models failed and the offline answerer stepped in. */
  degraded: z.boolean(),
  promptVersion: z.string(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  costMicroUsd: z.number().nullable(),
  durationMs: z.number(),
  confidence: z.number(),
  createdAt: Timestamp,
});
export type Trace = z.infer<typeof Trace>;
