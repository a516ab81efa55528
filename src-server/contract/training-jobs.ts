import { z } from 'zod';
import { Id, IdempotencyKey, PageInput, page, Timestamp } from './building-blocks.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

/** `local` trains on this machine, `openai` at the configured service, `file` hands a package over to any other. */
export const TrainerName = z.enum(['local', 'openai', 'file']);
export type TrainerName = z.infer<typeof TrainerName>;

/** `waiting`: a person trains elsewhere and enters the model's id. */
export const TrainingJobState = z.enum(['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled']);
export type TrainingJobState = z.infer<typeof TrainingJobState>;

export const TrainingSettings = z.object({
  /** The same seed on the same dataset and desk gives the same version. */
  seed: z.number().int().min(0).max(2_147_483_647).default(1),
  /** What a service trains on. */
  baseModel: z.string().trim().min(1).max(200).default('gpt-4o-mini-2024-07-18'),
  epochs: z.number().int().min(1).max(50).default(3),
});
export type TrainingSettings = z.infer<typeof TrainingSettings>;

export const TrainingJob = z.object({
  id: Id,
  trainer: TrainerName,
  state: TrainingJobState,
  settings: TrainingSettings,
  dataset: z.object({ id: Id, name: z.string(), version: z.number().int() }),
  /** What is being done, and how far it is, 0..1. */
  progress: z.object({ step: z.string(), share: z.number().min(0).max(1) }).nullable(),
  /** Why it failed, in a sentence. */
  problem: z.string().nullable(),
  /** What it yielded. */
  version: z.object({ id: Id, number: z.number().int() }).nullable(),
  createdBy: Person.nullable(),
  createdAt: Timestamp,
  startedAt: Timestamp.nullable(),
  finishedAt: Timestamp.nullable(),
});
export type TrainingJob = z.infer<typeof TrainingJob>;

export const TrainingJobEvent = z.object({
  /** The same for what is told twice. */
  key: z.string(),
  at: Timestamp,
  message: z.string(),
  /** Figures by name, such as the loss after a step. */
  metrics: z.record(z.string(), z.number()).nullable(),
});
export type TrainingJobEvent = z.infer<typeof TrainingJobEvent>;

/** What a training would take, before it is begun. */
export const TrainingPlan = z.object({
  /** Why it cannot be begun, in a sentence that names the remedy. */
  refusal: z.string().nullable(),
  trainCount: z.number().int(),
  validationCount: z.number().int(),
  /** About how many tokens a service would train on, over all epochs; null where none is asked. */
  tokens: z.number().int().nullable(),
  /** Null where nobody is paid, or the price is not known. */
  costMicroUsd: z.number().nullable(),
  /** The day on which the base model and all that was trained from it goes away, where one was announced. */
  lastDay: z.iso.date().nullable(),
});
export type TrainingPlan = z.infer<typeof TrainingPlan>;

const ById = z.object({ id: Id });

export const trainingJobs = {
  list: routeFor('admin')
    .route({ method: 'GET', path: '/training/jobs', summary: 'Training jobs, newest first' })
    .input(PageInput)
    .output(page(TrainingJob)),
  get: routeFor('admin')
    .route({ method: 'GET', path: '/training/jobs/{id}', summary: 'A training job with what it told' })
    .input(ById)
    .output(TrainingJob.extend({ events: z.array(TrainingJobEvent) })),
  plan: routeFor('admin')
    .route({ method: 'POST', path: '/training/jobs/plan', summary: 'What a training would take; begins nothing' })
    .input(z.object({ datasetId: Id, trainer: TrainerName, settings: TrainingSettings.prefault({}) }))
    .output(TrainingPlan),
  start: routeFor('admin')
    .route({ method: 'POST', path: '/training/jobs', summary: 'Train on a dataset', successStatus: 201 })
    .input(
      z.object({
        datasetId: Id,
        trainer: TrainerName,
        settings: TrainingSettings.prefault({}),
        clientKey: IdempotencyKey,
      }),
    )
    .output(TrainingJob),
  cancel: routeFor('admin')
    .route({ method: 'POST', path: '/training/jobs/{id}/cancel', summary: 'Stop a training job' })
    .input(ById)
    .output(TrainingJob),
  package: routeFor('admin')
    .route({ method: 'GET', path: '/training/jobs/{id}/package', summary: 'The package for another service (ZIP)' })
    .input(ById)
    .output(z.object({ fileName: z.string(), contentBase64: z.string() })),
  complete: routeFor('admin')
    .route({
      method: 'POST',
      path: '/training/jobs/{id}/complete',
      summary: 'Enter the id of the model that was trained elsewhere',
    })
    .input(z.object({ id: Id, chatModel: z.string().trim().min(1, 'Enter the id of the model.').max(200) }))
    .output(TrainingJob),
};
