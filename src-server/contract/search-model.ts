import { z } from 'zod';
import { Id, PageInput, page, Timestamp } from './building-blocks.ts';
import { routeFor } from './route.ts';

/** Null where the price of the model is not known. */
const Cost = z.object({ tokens: z.number().int(), costMicroUsd: z.number().nullable() });

export const SearchModelStatus = z.object({
  /** The model whose vectors are searched; `unknown` for those of an adopted deployment. */
  active: z.string(),
  /** False when that model cannot be had with the present settings: the search then goes by words. */
  isActiveUsable: z.boolean(),
  /** The model that the settings name. */
  configured: z.string(),
  isConfiguredLocal: z.boolean(),
  /** What the search is being changed to, or would be. */
  target: z.string().nullable(),
  state: z.enum(['idle', 'waiting_for_approval', 'building', 'failed']),
  /** What went wrong last, in words. */
  reason: z.string().nullable(),
  done: z.number().int(),
  total: z.number().int(),
  estimate: Cost.nullable(),
  /** What the last change has really used. */
  actual: Cost.nullable(),
  startedAt: Timestamp.nullable(),
  finishedAt: Timestamp.nullable(),
  /** The model of before, whose vectors still stand beside. */
  spare: z.string().nullable(),
  canSwitchBack: z.boolean(),
  rejectedVectors: z.object({ total: z.number().int(), waiting: z.number().int() }),
});
export type SearchModelStatus = z.infer<typeof SearchModelStatus>;

/** A vector of an adopted deployment that could not be used. */
export const RejectedVector = z.object({
  chunkId: Id,
  title: z.string(),
  reason: z.string(),
  isEmbedded: z.boolean(),
});
export type RejectedVector = z.infer<typeof RejectedVector>;

export const searchModel = {
  get: routeFor('admin')
    .route({ method: 'GET', path: '/search-model', summary: 'Which model the search goes by, and a change of it' })
    .output(SearchModelStatus),
  start: routeFor('owner')
    .route({ method: 'POST', path: '/search-model/start', summary: 'Change to the planned model, or try again' })
    .input(z.object({ target: z.string().max(200) }))
    .output(SearchModelStatus),
  switchBack: routeFor('owner')
    .route({ method: 'POST', path: '/search-model/switch-back', summary: 'Go back to the model of before' })
    .output(SearchModelStatus),
  rejectedVectors: routeFor('admin')
    .route({
      method: 'GET',
      path: '/search-model/rejected-vectors',
      summary: 'Vectors of an adopted deployment that could not be used',
    })
    .input(PageInput)
    .output(page(RejectedVector)),
};
