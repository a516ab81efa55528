import { z } from 'zod';
import { Id, IdempotencyKey, Timestamp } from './building-blocks.ts';
import { routeFor } from './route.ts';

/** `no_difference`: as many conversations as were planned told nothing; `guard`: something got worse that must not. */
export const ExperimentVerdict = z.enum(['better', 'worse', 'no_difference', 'guard', 'stopped']);
export type ExperimentVerdict = z.infer<typeof ExperimentVerdict>;

export const ExperimentMeasure = z.object({
  /** `resolved` decides; the others are guards, which only stop. */
  name: z.enum(['resolved', 'bad_feedback', 'complaints']),
  current: z.object({ count: z.number().int(), hits: z.number().int() }),
  candidate: z.object({ count: z.number().int(), hits: z.number().int() }),
  /** Share of the candidate less that of what answers now; null while one of them has counted nothing. */
  difference: z.number().nullable(),
  /** Always valid: holds the true difference at every look at once in 95 of 100 experiments. */
  lower: z.number(),
  upper: z.number(),
});
export type ExperimentMeasure = z.infer<typeof ExperimentMeasure>;

export const Experiment = z.object({
  id: Id,
  version: z.object({ id: Id, number: z.number().int() }),
  share: z.number(),
  effect: z.number(),
  planned: z.number().int(),
  state: z.enum(['running', 'ended']),
  verdict: ExperimentVerdict.nullable(),
  why: z.string().nullable(),
  measures: z.array(ExperimentMeasure),
  createdAt: Timestamp,
  endedAt: Timestamp.nullable(),
});
export type Experiment = z.infer<typeof Experiment>;

/** A tenth to nine tenths of the conversations. */
const Share = z.number().min(0.05).max(0.95).default(0.5);
/** What difference in the share of resolved conversations matters. */
const Effect = z.number().min(0.01).max(0.5).default(0.1);

export const experiments = {
  plan: routeFor('admin')
    .route({ method: 'POST', path: '/training/experiments/plan', summary: 'How many conversations it would take' })
    .input(z.object({ share: Share, effect: Effect }))
    .output(
      z.object({
        /** The share of conversations that the AI resolved in the last 30 days; an even half where there were none. */
        baseline: z.number(),
        conversations: z.number().int(),
        /** In the last 30 days, each day; 0 where there were none. */
        conversationsADay: z.number(),
      }),
    ),
  start: routeFor('owner')
    .route({ method: 'POST', path: '/training/experiments', summary: 'Try a version on a share', successStatus: 201 })
    .input(z.object({ versionId: Id, share: Share, effect: Effect, clientKey: IdempotencyKey }))
    .output(Experiment),
  list: routeFor('admin')
    .route({ method: 'GET', path: '/training/experiments', summary: 'Experiments, newest first' })
    .output(z.object({ items: z.array(Experiment) })),
  stop: routeFor('owner')
    .route({ method: 'POST', path: '/training/experiments/{id}/stop', summary: 'End an experiment' })
    .input(z.object({ id: Id }))
    .output(Experiment),
};
