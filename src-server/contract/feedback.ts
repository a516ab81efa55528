import { z } from 'zod';
import { Id, Timestamp } from './building-blocks.ts';
import { FeedbackValues } from './conversations.ts';
import { ConductSignal, Quality, WrongBecause } from './quality.ts';
import { routeFor } from './route.ts';

/** What one side said of an answer, or did after it. */
const Said = FeedbackValues.extend({
  by: z.enum(['customer', 'staff', 'conduct']),
  /** The colleague, where one said it. */
  name: z.string().nullable(),
  wrongBecause: WrongBecause.nullable(),
  signal: ConductSignal.nullable(),
  at: Timestamp,
});

export const AnswerQuality = z.object({ quality: Quality, said: z.array(Said) });
export type AnswerQuality = z.infer<typeof AnswerQuality>;

export const feedback = {
  ofMessage: routeFor('support')
    .route({
      method: 'GET',
      path: '/messages/{id}/feedback',
      summary: 'What all sides said of an answer, and its score',
    })
    .input(z.object({ id: Id }))
    .output(AnswerQuality),
};
