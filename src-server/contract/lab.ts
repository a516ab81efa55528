import { z } from 'zod';
import { Done, Id, PageInput, page, Timestamp } from './building-blocks.ts';
import { Citation, EscalationReason } from './conversations.ts';
import { ArticleCategory, ArticleDraft, FoundPassage, Tag } from './knowledge.ts';
import { routeFor } from './route.ts';
import { TraceCheck } from './traces.ts';

/** A way to ask for an article: its title, one that a person wrote, one that was suggested or learned. */
export const WayToAsk = z.object({
  text: z.string(),
  source: z.enum(['title', 'written', 'suggested', 'learned']),
  /** Cosine of the question and this way to ask, 0..1. */
  similarity: z.number(),
});
export type WayToAsk = z.infer<typeof WayToAsk>;

/** A word or a phrase of the question, and where the passage has it. */
export const MatchedTerm = z.object({ term: z.string(), inTitle: z.number().int(), inText: z.number().int() });

export const LabHit = FoundPassage.extend({
  /** What the hits are ordered by, 0..1: the two shares below, together. */
  score: z.number(),
  /** What meaning and words add to the score. */
  meaningPart: z.number(),
  wordsPart: z.number(),
  /** Cosine of the question and the passage itself; null where it has no vector yet. */
  passageSimilarity: z.number().nullable(),
  /** The nearest way to ask; null where none was compared. */
  wayToAsk: WayToAsk.nullable(),
  bm25: z.number(),
  /** BM25 after the share of the question's words that the passage has, and its phrases. */
  textScore: z.number(),
  terms: z.array(MatchedTerm),
});
export type LabHit = z.infer<typeof LabHit>;

/** What a customer who asked this now would get. Nothing of it is stored. */
export const AnswerPreview = z.object({
  outcome: z.enum(['answered', 'declined', 'escalated']),
  reason: EscalationReason.nullable(),
  /** What the customer would read; null where a person would write. */
  text: z.string().nullable(),
  citations: z.array(Citation),
  confidence: z.number(),
  /** From this confidence on, an answer is sent. */
  threshold: z.number(),
  checks: z.array(TraceCheck),
  agent: z.string(),
  intent: z.string(),
  model: z.string(),
  /** The approved example that the answer was taken from. */
  usedExampleId: Id.nullable(),
});
export type AnswerPreview = z.infer<typeof AnswerPreview>;

/** Everything that the search makes of one question. */
export const LabResult = z.object({
  hits: z.array(LabHit),
  /** The words that were looked up, with what stands in for a word that no article has. */
  words: z.array(z.object({ word: z.string(), meant: z.array(z.string()) })),
  examples: z.array(z.object({ id: Id, question: z.string(), answer: z.string(), similarity: z.number() })),
  /** False where the embedding model could not be reached: the words alone found what they could. */
  isEmbedded: z.boolean(),
  embeddingModel: z.string(),
  answer: AnswerPreview,
});
export type LabResult = z.infer<typeof LabResult>;

export const LabQuestion = z.object({
  question: z.string().trim().min(1, 'Type a question first.').max(4_000),
  categories: z.array(ArticleCategory).optional(),
  tags: z.array(Tag).max(30).optional(),
});
export type LabQuestion = z.infer<typeof LabQuestion>;

/** A question with the article that should answer it. */
export const Check = z.object({
  id: Id,
  question: z.string(),
  articleId: Id,
  code: z.string(),
  title: z.string(),
  /** Place of the article among those found in the last run, from 1; null when it was not among the first ten. */
  rank: z.number().int().nullable(),
  /** The place in the run before; null also when there was none. */
  rankBefore: z.number().int().nullable(),
  ranAt: Timestamp.nullable(),
  ranBeforeAt: Timestamp.nullable(),
});
export type Check = z.infer<typeof Check>;

export const lab = {
  ask: routeFor('support')
    .route({ method: 'POST', path: '/lab/ask', summary: 'What a question finds, why, and how it would be answered' })
    .input(LabQuestion)
    .output(LabResult),
  tryChange: routeFor('admin')
    .route({ method: 'POST', path: '/lab/try', summary: 'The same with an article changed; nothing is saved' })
    .input(LabQuestion.extend({ articleId: Id, expectedVersion: z.number().int(), draft: ArticleDraft }))
    .output(LabResult),
  checks: routeFor('support')
    .route({ method: 'GET', path: '/lab/checks', summary: 'Questions with the article that should answer them' })
    .input(PageInput)
    .output(page(Check)),
  addCheck: routeFor('admin')
    .route({ method: 'POST', path: '/lab/checks', summary: 'Keep a question as a check', successStatus: 201 })
    .input(z.object({ question: LabQuestion.shape.question, articleId: Id }))
    .output(Check),
  removeCheck: routeFor('admin')
    .route({ method: 'DELETE', path: '/lab/checks/{id}', summary: 'Remove a check' })
    .input(z.object({ id: Id }))
    .output(Done),
  runChecks: routeFor('admin')
    .route({ method: 'POST', path: '/lab/checks/run', summary: 'Run every check again' })
    .output(z.object({ count: z.number().int(), passed: z.number().int(), worse: z.number().int() })),
};
