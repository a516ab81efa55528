import type { FeedbackValues } from './contract/conversations.ts';
import type { WrongBecause } from './contract/quality.ts';
import type { Transaction } from './database/database.ts';
import { type ConductDeps, createCollectConduct } from './learning/collect-conduct.ts';
import type { EraseDeps } from './learning/erasure/erase-deps.ts';
import { createFeedbackRoutes } from './learning/feedback.routes.ts';
import { createLearningRoutes } from './learning/learning.routes.ts';
import { createPiiRoutes } from './learning/pii-review/pii.routes.ts';
import { createProposeCorrection, createProposeStaffAnswer } from './learning/propose-example.ts';
import { createRecordFeedback, type FeedbackInput } from './learning/record-feedback.ts';

export interface LearningCompositionDeps
  extends Omit<Parameters<typeof createLearningRoutes>[0], 'followReview'>,
    ConductDeps {}

/** What the desk tells learning, and what the training review asks of it. */
export function composeLearning(deps: LearningCompositionDeps) {
  const record = createRecordFeedback(deps);
  const proposeCorrection = createProposeCorrection(deps);
  return {
    collectConduct: createCollectConduct(deps),
    proposeStaffAnswer: createProposeStaffAnswer(deps),
    proposeCorrection: (messageId: string, answer: string) => proposeCorrection({ messageId, answer }),
    /** A judgement of the AI's own answer may be the one that takes its right to answer away. */
    feedback(requestReview: (tx: Transaction) => Promise<void>) {
      async function judged(feedback: FeedbackInput) {
        const result = await record(feedback);
        await deps.db.transaction(requestReview);
        return result;
      }
      return {
        recordCustomerFeedback: async (conversationId: string, messageId: string, values: FeedbackValues) =>
          void (await judged({ ...values, messageId, conversationId, author: { kind: 'customer' } })),
        async recordStaffFeedback(messageId: string, id: string, values: StaffValues) {
          const { quality, promoted } = await judged({ ...values, messageId, author: { kind: 'staff', id } });
          return { qualityScore: quality.score, quality, promoted };
        },
      };
    },
    routes: ({ followReview }: Pick<EraseDeps, 'followReview'>) => ({
      learning: createLearningRoutes({ ...deps, followReview }),
      feedback: createFeedbackRoutes(deps),
      pii: createPiiRoutes({ ...deps, followReview }),
    }),
  };
}

type StaffValues = FeedbackValues & { wrongBecause?: WrongBecause | null | undefined };
