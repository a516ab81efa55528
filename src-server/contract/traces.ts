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
  score: z.number(),
  cited: z.boolean(),
});

export const Trace = z.object({
  id: Id,
  /** `dropped`: the customer wrote again or a person took over; `drafted`: it waits for a person to send it. */
  outcome: z.enum(['answered', 'declined', 'escalated', 'dropped', 'drafted']),
  /** What was asked, where it is still there. */
  question: z.string().nullable(),
  agent: z.string(),
  intent: z.string(),
  intentScore: z.number(),
  retrieved: z.array(TraceSource),
  examples: z.array(z.object({ exampleId: Id, question: z.string(), similarity: z.number(), used: z.boolean() })),
  checks: z.array(z.object({ name: z.string(), passed: z.boolean(), detail: z.string() })),
  model: z.string(),
  promptVersion: z.string(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  costMicroUsd: z.number().nullable(),
  durationMs: z.number(),
  confidence: z.number(),
  createdAt: Timestamp,
});
export type Trace = z.infer<typeof Trace>;
