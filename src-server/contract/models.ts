import { z } from 'zod';
import { Timestamp } from './building-blocks.ts';
import { routeFor } from './route.ts';

const ModelName = z.string().trim().min(1, 'Name the model.').max(200);
/** Millionths of a US dollar. */
const Amount = z.number().int().nonnegative().max(1_000_000_000_000);
const Limit = Amount.nullable();

/** US dollars for a million tokens. */
export const ModelPrice = z.object({
  input: z.number().nonnegative().max(100_000),
  output: z.number().nonnegative().max(100_000),
});
export type ModelPrice = z.infer<typeof ModelPrice>;

/** Null sets no limit. */
export const ModelBudgets = z.object({
  perMessageMicroUsd: Limit,
  perDayMicroUsd: Limit,
  perMonthMicroUsd: Limit,
});
export type ModelBudgets = z.infer<typeof ModelBudgets>;

export const ModelState = z.object({
  model: z.string(),
  /** `open`: left alone for a while after failures. `gone`: the service does not have it (any more). */
  state: z.enum(['ok', 'open', 'gone', 'over_budget']),
  openUntil: Timestamp.nullable(),
  /** What went wrong last, in words; null once it works again. */
  lastError: z.string().nullable(),
  lastErrorAt: Timestamp.nullable(),
  shutdownDate: z.iso.date().nullable(),
  callsToday: z.number().int(),
  spentTodayMicroUsd: z.number().int(),
  /** Null where neither the owner nor the list has one: its calls then count for nothing. */
  price: ModelPrice.nullable(),
  isOwnPrice: z.boolean(),
  /** Parameters that it would not take and is no longer sent. */
  refusedParameters: z.array(z.string()),
});
export type ModelState = z.infer<typeof ModelState>;

export const ModelSettings = z.object({
  mode: z.enum(['offline', 'api']),
  /** In the order in which they are asked. The offline answerer comes after the last. */
  models: z.array(ModelState),
  budgets: ModelBudgets,
  /** What is spent, and what calls under way may cost at most. */
  spend: z.object({
    todayMicroUsd: z.number().int(),
    monthMicroUsd: z.number().int(),
    dayResetsAt: Timestamp,
    monthResetsAt: Timestamp,
  }),
});
export type ModelSettings = z.infer<typeof ModelSettings>;

export const models = {
  get: routeFor('admin')
    .route({ method: 'GET', path: '/models', summary: 'Which language models are asked, how they are, what they cost' })
    .output(ModelSettings),
  update: routeFor('owner')
    .route({ method: 'PATCH', path: '/models', summary: 'Change the order of models, the budgets or the prices' })
    .input(
      z.object({
        chain: z.array(ModelName).max(10).optional(),
        budgets: ModelBudgets.partial().optional(),
        /** Null goes back to the list price. */
        prices: z.record(ModelName, ModelPrice.nullable()).optional(),
      }),
    )
    .output(ModelSettings),
  test: routeFor('owner')
    .route({ method: 'POST', path: '/models/test', summary: 'Make one small call of a model' })
    .input(z.object({ model: ModelName }))
    .output(z.object({ works: z.boolean(), ms: z.number().int().nullable(), reason: z.string().nullable() })),
};
