import { z } from 'zod';

/** How honest a model's confidence is made: 1 / (1 + e^−(slope · ln(c / (1 − c)) + constant)), with c as the model said it. */
export const Calibration = z.object({
  model: z.string(),
  slope: z.number().positive().max(20),
  constant: z.number().min(-20).max(20),
});
export type Calibration = z.infer<typeof Calibration>;

export const RetrievalTuning = z.object({
  /** How much meaning counts against words where passages are ordered, 0..1. */
  vectorShare: z.number().min(0).max(1),
  /** How much more a passage counts that is near itself than one that is only asked for alike, 0..1. */
  ownShare: z.number().min(0).max(1),
  /** From which probability on the offline answerer takes a passage to answer, 0..1; as shipped, what an answer needs to be sent. */
  answerableFrom: z.number().min(0).max(1),
});
export type RetrievalTuning = z.infer<typeof RetrievalTuning>;

export const RouterTuning = z.object({
  /** Above 1 the router is less sure than it says, below 1 surer. */
  temperature: z.number().positive().max(20),
  /** Added to the logarithm of an intent's probability; 0 for an intent that is not named. */
  intents: z.record(z.string(), z.number().min(-20).max(20)),
});
export type RouterTuning = z.infer<typeof RouterTuning>;

/** What training on this machine yields: numbers only, no word of a customer. */
export const Tuning = z.object({
  confidence: z.array(Calibration),
  retrieval: RetrievalTuning,
  router: RouterTuning,
});
export type Tuning = z.infer<typeof Tuning>;

/**
 * The desk as it is shipped. The retrieval was measured on sets of questions, FAQs with and without ways to ask and
 * passages: the blend is above either leg and above reciprocal rank fusion on each of them.
 */
export const BUILT_IN_TUNING: Tuning = {
  confidence: [],
  retrieval: { vectorShare: 0.55, ownShare: 0.3, answerableFrom: 0.6 },
  router: { temperature: 1, intents: {} },
};

/** What answers a conversation. */
export interface ServedVersion {
  /** Null for the desk as it is shipped. */
  versionId: string | null;
  tuning: Tuning;
  /** The fine-tuned model that is asked first; null where the desk's own models answer. */
  chatModel: string | null;
}
