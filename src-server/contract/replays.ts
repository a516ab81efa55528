import { z } from 'zod';
import { Id, IdempotencyKey, PageInput, page, Timestamp } from './building-blocks.ts';
import { AgentInstructions } from './instructions.ts';
import { ArticleDraft } from './knowledge.ts';
import { routeFor } from './route.ts';

/** What was answered to a question in a replay. Nothing of it was sent. */
export const ReplayAnswer = z.object({
  outcome: z.enum(['answered', 'declined', 'escalated']),
  /** Null where nothing would be said. */
  text: z.string().nullable(),
  confidence: z.number(),
  intent: z.string(),
  costMicroUsd: z.number().nullable(),
  ms: z.number(),
});
export type ReplayAnswer = z.infer<typeof ReplayAnswer>;

export const Verdict = z.enum(['better', 'same', 'worse']);
export type Verdict = z.infer<typeof Verdict>;

const Judgement = z.object({ verdict: Verdict, why: z.string() });

/** What a language model said of two answers. */
export const ModelJudgement = z.object({
  /** Null where it said nothing that can be read: the rules decide. */
  verdict: Verdict.nullable(),
  why: z.string(),
  /** Null where none replied. */
  model: z.string().nullable(),
  /** Null where its price is not known. */
  costMicroUsd: z.number().nullable(),
  ms: z.number(),
});
export type ModelJudgement = z.infer<typeof ModelJudgement>;

export const Replay = z.object({
  id: Id,
  /** The version that is tried; null where a change of an article or of the instructions is. */
  versionId: Id.nullable(),
  articleId: Id.nullable(),
  /** The version of the instructions that the tried ones would follow. */
  instructionsVersion: z.number().int().nullable(),
  /** What it was compared with; null for the desk as it is shipped. */
  baselineId: Id.nullable(),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  problem: z.string().nullable(),
  counts: z.object({
    total: z.number().int(),
    done: z.number().int(),
    changed: z.number().int(),
    better: z.number().int(),
    same: z.number().int(),
    worse: z.number().int(),
  }),
  /** Where a language model judges beside the rules: on how many changes it was asked and gave no judgement. */
  judge: z
    .object({ asked: z.number().int(), unread: z.number().int(), costMicroUsd: z.number().nullable() })
    .nullable(),
  /** Of both sides and the judge together; null where a price is not known. */
  costMicroUsd: z.number().nullable(),
  ms: z.number(),
  createdAt: Timestamp,
  finishedAt: Timestamp.nullable(),
});
export type Replay = z.infer<typeof Replay>;

export const ReplayCase = z.object({
  position: z.number().int(),
  question: z.string(),
  /** Of a real conversation; null for a held-back example. */
  conversationId: Id.nullable(),
  exampleId: Id.nullable(),
  /** What a person approved or sent; null where there is nothing to compare with. */
  reference: z.string().nullable(),
  before: ReplayAnswer,
  after: ReplayAnswer,
  /** What counts. */
  verdict: Verdict,
  why: z.string(),
  /** What it was weighed from, where a model was asked too. */
  judged: z.object({ rules: Judgement, model: ModelJudgement }).nullable(),
});
export type ReplayCase = z.infer<typeof ReplayCase>;

/** The owner alone may have a language model judge beside the rules: two more calls for each changed answer. */
const WithModelJudge = z.boolean().default(false);

/** Whether a version may be deployed. */
export const Gate = z.object({
  isOpen: z.boolean(),
  /** Why not, in a sentence. */
  reason: z.string().nullable(),
  replay: Replay.nullable(),
});
export type Gate = z.infer<typeof Gate>;

export const replays = {
  startArticle: routeFor('admin')
    .route({
      method: 'POST',
      path: '/articles/{articleId}/replays',
      summary: 'Try a changed article on approved examples and the last conversations, against what is published now',
      successStatus: 201,
    })
    .input(
      z.object({
        articleId: Id,
        expectedVersion: z.number().int(),
        draft: ArticleDraft,
        conversations: z.number().int().min(0).max(500).default(50),
        withModelJudge: WithModelJudge,
        clientKey: IdempotencyKey,
      }),
    )
    .output(Replay),
  startInstructions: routeFor('owner')
    .route({
      method: 'POST',
      path: '/agent-instructions/replays',
      summary: 'Try other instructions to the agents on held-back examples and the last conversations',
      successStatus: 201,
    })
    .input(
      z.object({
        instructions: AgentInstructions,
        /** The version in force that these would follow. */
        basedOn: z.number().int().min(0),
        conversations: z.number().int().min(0).max(500).default(50),
        withModelJudge: WithModelJudge,
        clientKey: IdempotencyKey,
      }),
    )
    .output(Replay),
  start: routeFor('admin')
    .route({
      method: 'POST',
      path: '/training/versions/{versionId}/replays',
      summary: 'Try a version on held-back examples and the last conversations, against what answers now',
      successStatus: 201,
    })
    .input(
      z.object({
        versionId: Id,
        conversations: z.number().int().min(0).max(500).default(50),
        withModelJudge: WithModelJudge,
        clientKey: IdempotencyKey,
      }),
    )
    .output(Replay),
  get: routeFor('admin')
    .route({ method: 'GET', path: '/training/replays/{id}', summary: 'A replay with its counts' })
    .input(z.object({ id: Id }))
    .output(Replay),
  changes: routeFor('admin')
    .route({ method: 'GET', path: '/training/replays/{id}/changes', summary: 'Only what changed, the worse first' })
    .input(PageInput.extend({ id: Id }))
    .output(page(ReplayCase)),
  gate: routeFor('admin')
    .route({ method: 'GET', path: '/training/versions/{versionId}/gate', summary: 'Whether a version may be deployed' })
    .input(z.object({ versionId: Id }))
    .output(Gate),
};
