import { z } from 'zod';
import { Id, PageInput, page, Timestamp } from './building-blocks.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

/** When the desk trains by itself, and how. */
export const AutomationPlan = z.object({
  /** Begins at so many examples approved since the last run; null for never by count. */
  everyExamples: z.number().int().min(5).max(10_000).nullable(),
  /** Begins so many days after the last run, or after it was switched on; null for never by time. */
  everyDays: z.number().int().min(1).max(365).nullable(),
  trainer: z.enum(['local', 'openai']),
  /** How many of the last conversations a version is replayed on, beside the held-back examples. */
  conversations: z.number().int().min(0).max(500),
  /** The share of new conversations that an experiment gives to the version, and the difference that matters. */
  share: z.number().min(0.05).max(0.95),
  effect: z.number().min(0.01).max(0.5),
});
export type AutomationPlan = z.infer<typeof AutomationPlan>;

export const AutomationSettings = AutomationPlan.extend({ isOn: z.boolean() });
export type AutomationSettings = z.infer<typeof AutomationSettings>;

/** In their order. */
export const AutomationStep = z.enum(['dataset', 'training', 'replay', 'experiment', 'proposal']);
export type AutomationStep = z.infer<typeof AutomationStep>;

/** `proposed`: a person is asked; `not_proposed`: the version was no better, or could not be shown to be. */
export const AutomationState = z.enum([
  'running',
  'failed',
  'proposed',
  'not_proposed',
  'accepted',
  'declined',
  'abandoned',
]);
export type AutomationState = z.infer<typeof AutomationState>;

export const AutomationRun = z.object({
  id: Id,
  cause: z.enum(['examples', 'schedule', 'person']),
  state: AutomationState,
  step: AutomationStep,
  plan: AutomationPlan,
  /** What each step has made; null before it. */
  dataset: z.object({ id: Id, version: z.number().int() }).nullable(),
  buildId: Id.nullable(),
  jobId: Id.nullable(),
  version: z.object({ id: Id, number: z.number().int() }).nullable(),
  replayId: Id.nullable(),
  /** Null also where nothing was deployed that it could have been compared with. */
  experimentId: Id.nullable(),
  /** Why it failed, was not proposed or was declined, in a sentence. */
  why: z.string().nullable(),
  startedBy: Person.nullable(),
  decidedBy: Person.nullable(),
  createdAt: Timestamp,
  finishedAt: Timestamp.nullable(),
});
export type AutomationRun = z.infer<typeof AutomationRun>;

const ById = z.object({ id: Id });

export const automation = {
  get: routeFor('admin')
    .route({ method: 'GET', path: '/training/automation', summary: 'Settings, the run that is open, what is due' })
    .output(
      z.object({
        settings: AutomationSettings,
        current: AutomationRun.nullable(),
        /** Examples approved since the last run began. */
        newlyApproved: z.number().int(),
        /** When the next run is due by time; null where none is. */
        nextAt: Timestamp.nullable(),
      }),
    ),
  updateSettings: routeFor('owner')
    .route({ method: 'PUT', path: '/training/automation', summary: 'Set when the desk trains by itself' })
    .input(AutomationSettings)
    .output(AutomationSettings),
  runs: routeFor('admin')
    .route({ method: 'GET', path: '/training/automation/runs', summary: 'Runs, newest first' })
    .input(PageInput)
    .output(page(AutomationRun)),
  start: routeFor('owner')
    .route({ method: 'POST', path: '/training/automation/runs', summary: 'Begin a run now', successStatus: 201 })
    .output(AutomationRun),
  accept: routeFor('owner')
    .route({ method: 'POST', path: '/training/automation/runs/{id}/accept', summary: 'Deploy what a run proposes' })
    .input(ById)
    .output(AutomationRun),
  decline: routeFor('owner')
    .route({ method: 'POST', path: '/training/automation/runs/{id}/decline', summary: 'Do not deploy it, and say why' })
    .input(ById.extend({ reason: z.string().trim().min(1, 'Say why.').max(500) }))
    .output(AutomationRun),
  retry: routeFor('owner')
    .route({ method: 'POST', path: '/training/automation/runs/{id}/retry', summary: 'Try the failed step again' })
    .input(ById)
    .output(AutomationRun),
  abandon: routeFor('owner')
    .route({
      method: 'POST',
      path: '/training/automation/runs/{id}/abandon',
      summary: 'End a run, with what it has going',
    })
    .input(ById)
    .output(AutomationRun),
};
