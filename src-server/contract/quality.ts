import { z } from 'zod';

/** Why a colleague finds an answer wrong. */
export const WrongBecause = z.enum(['wrong_facts', 'out_of_date', 'beside_the_question', 'incomplete', 'tone']);
export type WrongBecause = z.infer<typeof WrongBecause>;

/** What a customer did after an answer: the first two say that it did not help, the third that it did. */
export const ConductSignal = z.enum(['asked_again', 'asked_for_person', 'booking_completed']);
export type ConductSignal = z.infer<typeof ConductSignal>;

/** A score with what each signal added. The parts add up to it, unless a thumbs down has made it 0 or it reached 1. */
export const Quality = z.object({
  score: z.number().min(0).max(1),
  parts: z.object({ thumbsUp: z.number(), fiveStars: z.number(), helpful: z.number(), accurate: z.number() }),
  thumbsDown: z.boolean(),
});
export type Quality = z.infer<typeof Quality>;
