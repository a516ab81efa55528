import { z } from 'zod';
import { Id, MessageText, PageInput, page, Timestamp } from './building-blocks.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

/** `merged`: another example that asks the same was approved in its place. */
export const ExampleStatus = z.enum(['pending', 'approved', 'rejected', 'merged']);
export type ExampleStatus = z.infer<typeof ExampleStatus>;

export const ExampleSource = z.enum(['conversation', 'feedback', 'human_curated']);

/** Where an example says otherwise than an article or another example, with both sentences. */
export const ExampleConflict = z.object({
  against: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('article'), id: Id, code: z.string(), title: z.string() }),
    z.object({ kind: z.literal('example'), id: Id, question: z.string(), status: ExampleStatus }),
  ]),
  ownPassage: z.string(),
  otherPassage: z.string(),
  reason: z.string(),
});
export type ExampleConflict = z.infer<typeof ExampleConflict>;

/** An example that asks the same: it waits too, is approved, or was merged into this one. */
export const AlikeExample = z.object({
  id: Id,
  question: z.string(),
  answer: z.string(),
  status: ExampleStatus,
  sourceType: ExampleSource,
  conversationId: Id.nullable(),
  messageId: Id.nullable(),
  createdAt: Timestamp,
  conflicts: z.array(ExampleConflict),
});
export type AlikeExample = z.infer<typeof AlikeExample>;

export const TrainingExample = z.object({
  id: Id,
  question: z.string(),
  answer: z.string(),
  intent: z.string().nullable(),
  status: ExampleStatus,
  sourceType: ExampleSource,
  conversationId: Id.nullable(),
  messageId: Id.nullable(),
  qualityScore: z.number().nullable(),
  confidence: z.number().nullable(),
  usageCount: z.number().int(),
  lastUsedAt: Timestamp.nullable(),
  reviewedBy: Person.nullable(),
  reviewedAt: Timestamp.nullable(),
  createdAt: Timestamp,
  /**
   * A person should look again: feedback fell after the approval, or an article was changed and says otherwise. The score
   * is that of now; null where feedback has not fallen.
   */
  secondLook: z.object({ at: Timestamp, score: z.number().nullable() }).nullable(),
  alike: z.array(AlikeExample),
  /** Further messages that gave the same question and answer, word by word. */
  furtherSources: z.array(z.object({ conversationId: Id, messageId: Id })),
  conflicts: z.array(ExampleConflict),
  /** Words that a reviewer marked as personal data stand in it: no customer is shown it until they are edited out. */
  isWithheld: z.boolean(),
});
export type TrainingExample = z.infer<typeof TrainingExample>;

export const Dataset = z.object({
  id: Id,
  name: z.string(),
  version: z.number().int(),
  fileName: z.string(),
  exampleCount: z.number().int(),
  trainCount: z.number().int(),
  validationCount: z.number().int(),
  /** Pairs of what staff sent and what was drafted, for preference training. */
  preferenceCount: z.number().int(),
  /** How many tokens are trained on once, as the manifest counts them; null in datasets of earlier releases. */
  tokens: z.number().int().nullable(),
  /** What training at OpenAI by the usual settings would cost; null where it is not known. */
  costMicroUsd: z.number().nullable(),
  sha256: z.string(),
  createdBy: Person.nullable(),
  createdAt: Timestamp,
  /** Its files were removed, as a customer whose words it held was deleted. */
  withdrawnAt: Timestamp.nullable(),
  manifest: z.record(z.string(), z.unknown()),
});
export type Dataset = z.infer<typeof Dataset>;

/** `preferences`: JSONL for preference training. */
export const DatasetFormat = z.enum(['jsonl', 'csv', 'preferences']);
export type DatasetFormat = z.infer<typeof DatasetFormat>;

const ById = z.object({ id: Id });

export const learning = {
  list: routeFor('admin')
    .route({
      method: 'GET',
      path: '/training/examples',
      summary: 'Training examples of a status, oldest first; of those that wait and ask the same, the oldest',
    })
    .input(
      PageInput.extend({
        status: ExampleStatus.default('pending'),
        sourceType: ExampleSource.optional(),
        intent: z.string().max(60).optional(),
        /** Only approved ones whose feedback fell since. */
        secondLook: z.boolean().default(false),
      }),
    )
    .output(page(TrainingExample)),
  counts: routeFor('admin')
    .route({ method: 'GET', path: '/training/examples/counts', summary: 'How many examples each status holds' })
    .output(z.record(ExampleStatus, z.number().int())),
  approve: routeFor('admin')
    .route({
      method: 'POST',
      path: '/training/examples/{id}/approve',
      summary: 'Approve, as it is or edited; used at once',
    })
    .input(
      z.object({
        id: Id,
        question: MessageText.optional(),
        answer: MessageText.optional(),
        intent: z.string().trim().max(60).optional(),
        /** Says that the reviewer saw what it contradicts and approves it all the same. */
        acceptsConflicts: z.boolean().default(false),
      }),
    )
    .output(TrainingExample),
  merge: routeFor('admin')
    .route({
      method: 'POST',
      path: '/training/examples/{id}/merge',
      summary: 'Leave an example out, as another one that asks the same stands for it',
    })
    .input(z.object({ id: Id, intoId: Id }))
    .output(TrainingExample),
  setAlike: routeFor('admin')
    .route({
      method: 'PUT',
      path: '/training/examples/{id}/alike/{otherId}',
      summary: 'Part two examples that do not ask the same, or put them together again',
    })
    .input(z.object({ id: Id, otherId: Id, isAlike: z.boolean() }))
    .output(TrainingExample),
  reject: routeFor('admin')
    .route({ method: 'POST', path: '/training/examples/{id}/reject', summary: 'Reject; the AI never sees it' })
    .input(z.object({ id: Id, reason: z.string().trim().max(500).default('') }))
    .output(TrainingExample),
  reopen: routeFor('admin')
    .route({ method: 'POST', path: '/training/examples/{id}/reopen', summary: 'Undo a decision' })
    .input(ById)
    .output(TrainingExample),
  datasets: routeFor('admin')
    .route({ method: 'GET', path: '/training/datasets', summary: 'Exported datasets, newest first' })
    .output(z.object({ items: z.array(Dataset) })),
  datasetFile: routeFor('admin')
    .route({
      method: 'GET',
      path: '/training/datasets/{id}/file',
      summary: 'The training lines of a dataset as JSONL or CSV, or what staff sent beside what was drafted',
    })
    .input(z.object({ id: Id, format: DatasetFormat.default('jsonl') }))
    .output(z.object({ fileName: z.string(), content: z.string() })),
};
