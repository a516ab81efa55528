import type { RetrievalTuning } from '../../../contract/tuning.ts';

/** How meaning and words are weighed. */
export type Weights = Pick<RetrievalTuning, 'vectorShare' | 'ownShare'>;

/** A question with what the search weighs for it, so that other weights need no other search. */
export interface ProbedSearch {
  /** Chunk ids, best first. */
  rank(weights: Weights): string[];
}

/**
 * The desk as the local trainer asks it. In each call what was made of one example is left out, as a desk that is asked
 * what it was told word for word shows nothing of how it does on other questions.
 */
export interface DeskProbe {
  search(question: string, without: string, signal: AbortSignal): Promise<ProbedSearch>;
  /** The passage that says nearly what the answer says; undefined where none does. */
  findPassage(answer: string, without: string, signal: AbortSignal): Promise<string | undefined>;
  /** What the offline answerer says at its best, also where it would rather decline. */
  answer(
    question: string,
    without: string,
    weights: Weights,
    signal: AbortSignal,
  ): Promise<{ text: string; confidence: number; model: string }>;
  /** The intents that the router's classifier considers, the likeliest first. */
  classify(question: string, signal: AbortSignal): Promise<{ intent: string; probability: number }[]>;
  /** How nearly an answer says what the approved one says, 0..1; 0 where their figures contradict each other. */
  likeness(answer: string, approved: string, signal: AbortSignal): Promise<number>;
}
