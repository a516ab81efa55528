import { z } from 'zod';
import { Id, IdempotencyKey, Timestamp } from './building-blocks.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

export const DatasetBuildState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type DatasetBuildState = z.infer<typeof DatasetBuildState>;

/** In their order. */
export const DatasetBuildStep = z.enum(['reading', 'preferences', 'writing', 'publishing']);
export type DatasetBuildStep = z.infer<typeof DatasetBuildStep>;

/** A dataset while it is built. Its dataset bears the same id. */
export const DatasetBuild = z.object({
  id: Id,
  state: DatasetBuildState,
  step: DatasetBuildStep,
  /** Examples or pairs of this step, of how many. */
  done: z.number().int(),
  total: z.number().int(),
  /** Why it failed, in a sentence. */
  problem: z.string().nullable(),
  /** What it has yielded. */
  dataset: z.object({ id: Id, fileName: z.string(), version: z.number().int() }).nullable(),
  createdBy: Person.nullable(),
  createdAt: Timestamp,
  finishedAt: Timestamp.nullable(),
});
export type DatasetBuild = z.infer<typeof DatasetBuild>;

const ById = z.object({ id: Id });

export const datasetBuilds = {
  start: routeFor('admin')
    .route({
      method: 'POST',
      path: '/training/dataset-builds',
      summary: 'Begin to build a dataset of what is approved; asking again with the same key begins nothing more',
      successStatus: 201,
    })
    .input(z.object({ since: Timestamp.optional(), clientKey: IdempotencyKey }))
    .output(DatasetBuild),
  list: routeFor('admin')
    .route({ method: 'GET', path: '/training/dataset-builds', summary: 'The last ten builds, newest first' })
    .output(z.object({ items: z.array(DatasetBuild) })),
  get: routeFor('admin')
    .route({ method: 'GET', path: '/training/dataset-builds/{id}', summary: 'A build with its progress' })
    .input(ById)
    .output(DatasetBuild),
  cancel: routeFor('admin')
    .route({ method: 'POST', path: '/training/dataset-builds/{id}/cancel', summary: 'Call a build off' })
    .input(ById)
    .output(DatasetBuild),
};
