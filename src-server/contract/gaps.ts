import { z } from 'zod';
import { Id, PageInput, page, Timestamp } from './building-blocks.ts';
import { Article, ArticleCategory, ArticleDraft } from './knowledge.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

export const GapStatus = z.enum(['open', 'answered', 'dismissed']);
export type GapStatus = z.infer<typeof GapStatus>;

/** `count`: what most customers asked; `newest`: what was asked last; `lost`: what took a person most often. */
export const GapSort = z.enum(['count', 'newest', 'lost']);
export type GapSort = z.infer<typeof GapSort>;

const GapArticle = z.object({ id: Id, code: z.string(), title: z.string() });

/** What customers asked, in different words, and the AI could not answer. */
export const Gap = z.object({
  id: Id,
  /** The most typical of its questions, without personal data. */
  title: z.string(),
  status: GapStatus,
  questionCount: z.number().int(),
  customerCount: z.number().int(),
  /** Questions after which a person had to take over. */
  escalatedCount: z.number().int(),
  /** Questions of the last seven days, and of the seven days before them. */
  thisWeek: z.number().int(),
  weekBefore: z.number().int(),
  firstAt: Timestamp,
  lastAt: Timestamp,
  /** The article that answers it. */
  article: GapArticle.nullable(),
  /** An article that may answer it by now; nobody has said so yet. */
  suggestedArticle: GapArticle.nullable(),
  /** When a question failed again although the gap counted as answered. */
  cameBackAt: Timestamp.nullable(),
  /** Why it stands as it does, where somebody or something said so. */
  note: z.string(),
  statusAt: Timestamp,
  /** Who put it there; null when it got there by itself. */
  statusBy: Person.nullable(),
});
export type Gap = z.infer<typeof Gap>;

export const GapQuestion = z.object({
  messageId: Id,
  conversationId: Id,
  /** Without personal data; the conversation has the words as they were. */
  text: z.string(),
  outcome: z.enum(['declined', 'escalated', 'unhelpful']),
  askedAt: Timestamp,
});
export type GapQuestion = z.infer<typeof GapQuestion>;

export const GapCounts = z.object({
  open: z.number().int(),
  answered: z.number().int(),
  dismissed: z.number().int(),
  /** Questions in open gaps. */
  openQuestions: z.number().int(),
  /** Those of them that were asked in the last seven days. */
  openThisWeek: z.number().int(),
});
export type GapCounts = z.infer<typeof GapCounts>;

/** What a person replied where the AI could not. */
export const GapReply = z.object({
  messageId: Id,
  conversationId: Id,
  /** The customer's question that it followed. */
  question: z.string(),
  text: z.string(),
  author: Person,
  at: Timestamp,
});
export type GapReply = z.infer<typeof GapReply>;

/** An article as it could be, for a person to finish. */
export const GapDraft = z.object({
  gapId: Id,
  code: z.string(),
  title: z.string(),
  category: ArticleCategory,
  /** The gap's different ways to ask. */
  questions: z.array(z.string()),
  /** Staff replies, the best first; empty when nobody has replied yet. */
  replies: z.array(GapReply),
});
export type GapDraft = z.infer<typeof GapDraft>;

export const gaps = {
  list: routeFor('support')
    .route({ method: 'GET', path: '/gaps', summary: 'Questions without an answer, by topic' })
    .input(
      PageInput.extend({
        status: GapStatus.default('open'),
        sort: GapSort.default('count'),
        search: z.string().trim().max(200).optional(),
      }),
    )
    .output(page(Gap)),
  counts: routeFor('support')
    .route({ method: 'GET', path: '/gaps/counts', summary: 'How many questions are without an answer' })
    .output(GapCounts),
  get: routeFor('support')
    .route({ method: 'GET', path: '/gaps/{id}', summary: 'One gap' })
    .input(z.object({ id: Id }))
    .output(Gap),
  questions: routeFor('support')
    .route({ method: 'GET', path: '/gaps/{id}/questions', summary: 'The questions of a gap, newest first' })
    .input(PageInput.extend({ id: Id }))
    .output(page(GapQuestion)),
  setStatus: routeFor('admin')
    .route({ method: 'PUT', path: '/gaps/{id}/status', summary: 'Dismiss a gap, mark it answered, or open it again' })
    .input(
      z.object({
        id: Id,
        status: GapStatus,
        /** The article that answers it, where it is answered. */
        articleId: Id.optional(),
        note: z.string().trim().max(500).default(''),
      }),
    )
    .output(Gap),
  merge: routeFor('admin')
    .route({ method: 'POST', path: '/gaps/{id}/merge', summary: 'Put all questions of a gap into another one' })
    .input(z.object({ id: Id, intoId: Id }))
    .output(Gap),
  moveOut: routeFor('admin')
    .route({ method: 'POST', path: '/gaps/{id}/move-out', summary: 'Give a question that does not belong its own gap' })
    .input(z.object({ id: Id, messageId: Id }))
    .output(Gap),
  draft: routeFor('admin')
    .route({ method: 'GET', path: '/gaps/{id}/draft', summary: 'An article for a gap, made of staff replies' })
    .input(z.object({ id: Id }))
    .output(GapDraft),
  publish: routeFor('admin')
    .route({ method: 'POST', path: '/gaps/{id}/article', summary: 'Publish an article that answers a gap' })
    .input(ArticleDraft.extend({ id: Id }))
    .output(Article),
};
