import { z } from 'zod';
import { Id, PageInput, page, Timestamp } from './building-blocks.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

/** The steps of a refresh, in their order. */
export const RefreshStep = z.enum(['embed', 'examples', 'ways', 'retire', 'check']);
export type RefreshStep = z.infer<typeof RefreshStep>;

const count = z.number().int().default(0);

/** What a refresh changed. Counts grow while it runs. */
export const RefreshReport = z.object({
  /** Chunks and ways to ask that got a vector. */
  embedded: count,
  /** Chunks that got their words. */
  indexed: count,
  examplesAdded: count,
  examplesChanged: count,
  examplesRetired: count,
  waysLearned: count,
  waysRemoved: count,
  /** Chunks taken out of the search because their article is no longer published. */
  chunksRetired: count,
  /** Words that were kept of chunks no longer searched. */
  termsRemoved: count,
  leftOutCount: count,
  /** The first of the approved examples that cannot be shown to other customers, with the reason. */
  leftOut: z.array(z.object({ exampleId: Id, question: z.string(), reason: z.string() })).default([]),
  /** The share of the true nearest neighbours that each graph of vectors returns, and whether it was built anew. */
  indexCheck: z
    .array(z.object({ index: z.string(), checked: z.number().int(), recall: z.number(), rebuilt: z.boolean() }))
    .default([]),
});
export type RefreshReport = z.infer<typeof RefreshReport>;

export const Refresh = z.object({
  id: Id,
  /** Enough examples were approved, or somebody asked for it. */
  reason: z.enum(['examples', 'person']),
  requestedBy: Person.nullable(),
  status: z.enum(['waiting', 'running', 'done', 'failed']),
  step: RefreshStep.nullable(),
  report: RefreshReport,
  problem: z.string().nullable(),
  requestedAt: Timestamp,
  startedAt: Timestamp.nullable(),
  finishedAt: Timestamp.nullable(),
});
export type Refresh = z.infer<typeof Refresh>;

export const refreshes = {
  list: routeFor('admin')
    .route({ method: 'GET', path: '/knowledge/refreshes', summary: 'Refreshes of the knowledge base, newest first' })
    .input(PageInput)
    .output(page(Refresh)),
  waiting: routeFor('admin')
    .route({
      method: 'GET',
      path: '/knowledge/refreshes/waiting',
      summary: 'How many examples were approved since the last refresh, and how many begin the next',
    })
    .output(z.object({ newlyApproved: z.number().int(), beginsAt: z.number().int() })),
  start: routeFor('admin')
    .route({
      method: 'POST',
      path: '/knowledge/refreshes',
      summary: 'Refresh now; answers with the one that waits or runs already, if there is one',
      successStatus: 201,
    })
    .output(Refresh),
};
