import { z } from 'zod';
import { Id, PageInput, page, Timestamp } from './building-blocks.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';
import { TrainerName } from './training-jobs.ts';
import { Tuning } from './tuning.ts';

/** `testing`: an experiment gives it a share of the conversations. */
export const VersionState = z.enum(['candidate', 'evaluated', 'testing', 'deployed', 'retired']);
export type VersionState = z.infer<typeof VersionState>;

/** A figure on examples that were not trained on, with the desk as it is shipped and with the version. */
export const VersionFigure = z.object({
  name: z.enum(['calibration_error', 'right_passage_first', 'right_intent', 'right_answers']),
  /** How many examples it was measured on. */
  count: z.number().int(),
  before: z.number(),
  after: z.number(),
});
export type VersionFigure = z.infer<typeof VersionFigure>;

/** What training tells of its result. */
export const VersionReport = z.object({
  /** How many examples it was trained on. */
  trainedOn: z.number().int(),
  figures: z.array(VersionFigure),
  notes: z.array(z.string()),
});
export type VersionReport = z.infer<typeof VersionReport>;

export const ModelVersion = z.object({
  id: Id,
  number: z.number().int(),
  state: VersionState,
  trainer: TrainerName,
  chatModel: z.string().nullable(),
  tuning: Tuning,
  report: VersionReport,
  job: z.object({ id: Id }),
  dataset: z.object({ id: Id, name: z.string(), version: z.number().int(), exampleCount: z.number().int() }),
  answerCount: z.number().int(),
  createdBy: Person.nullable(),
  createdAt: Timestamp,
});
export type ModelVersion = z.infer<typeof ModelVersion>;

/** A change of what answers customers; a null version is the desk as it is shipped. */
export const Deployment = z.object({
  id: Id,
  version: z.object({ id: Id, number: z.number().int() }).nullable(),
  previous: z.object({ id: Id, number: z.number().int() }).nullable(),
  cause: z.enum(['deployed', 'back', 'experiment']),
  override: z.string().nullable(),
  by: Person.nullable(),
  at: Timestamp,
});
export type Deployment = z.infer<typeof Deployment>;

/** An example that a version was trained on, with where it comes from and who approved it. */
export const LearnedExample = z.object({
  exampleId: Id,
  question: z.string(),
  answer: z.string(),
  conversationId: Id.nullable(),
  messageId: Id.nullable(),
  reviewedBy: Person.nullable(),
  reviewedAt: Timestamp.nullable(),
});

/** An answer that a version gave. */
export const VersionAnswer = z.object({
  traceId: Id,
  conversationId: Id,
  messageId: Id.nullable(),
  question: z.string().nullable(),
  outcome: z.string(),
  confidence: z.number(),
  at: Timestamp,
});

const ById = z.object({ id: Id });

export const modelVersions = {
  list: routeFor('admin')
    .route({ method: 'GET', path: '/training/versions', summary: 'Model versions, newest first' })
    .output(z.object({ items: z.array(ModelVersion), deployments: z.array(Deployment) })),
  get: routeFor('admin')
    .route({ method: 'GET', path: '/training/versions/{id}', summary: 'A model version' })
    .input(ById)
    .output(ModelVersion),
  deploy: routeFor('owner')
    .route({ method: 'POST', path: '/training/versions/{id}/deploy', summary: 'Have a version answer customers' })
    .input(
      z.object({
        id: Id,
        /** Why the owner deploys although the gate is closed: kept with the deployment. */
        override: z.string().trim().min(1, 'Say why.').max(500).optional(),
      }),
    )
    .output(Deployment),
  back: routeFor('owner')
    .route({ method: 'POST', path: '/training/deployments/back', summary: 'Take the last deployment back' })
    .input(z.object({ deploymentId: Id }))
    .output(Deployment),
  retire: routeFor('admin')
    .route({ method: 'POST', path: '/training/versions/{id}/retire', summary: 'Put a version away' })
    .input(ById)
    .output(ModelVersion),
  restore: routeFor('admin')
    .route({ method: 'POST', path: '/training/versions/{id}/restore', summary: 'Undo putting a version away' })
    .input(ById)
    .output(ModelVersion),
  examples: routeFor('admin')
    .route({
      method: 'GET',
      path: '/training/versions/{id}/examples',
      summary: 'What a version was trained on, down to the conversation and the reviewer',
    })
    .input(PageInput.extend({ id: Id }))
    .output(page(LearnedExample)),
  answers: routeFor('admin')
    .route({ method: 'GET', path: '/training/versions/{id}/answers', summary: 'What a version answered, newest first' })
    .input(PageInput.extend({ id: Id }))
    .output(page(VersionAnswer)),
  ofExample: routeFor('admin')
    .route({ method: 'GET', path: '/training/examples/{id}/versions', summary: 'Which versions learned an example' })
    .input(ById)
    .output(z.object({ items: z.array(ModelVersion) })),
  ofMessage: routeFor('support')
    .route({ method: 'GET', path: '/messages/{id}/model-version', summary: 'Which version gave an answer' })
    .input(ById)
    .output(z.object({ version: z.object({ id: Id, number: z.number().int(), state: VersionState }).nullable() })),
};
