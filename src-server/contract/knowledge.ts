import { z } from 'zod';
import { Id, PageInput, page, Timestamp } from './building-blocks.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

export const ArticleCategory = z.enum(['pricing', 'policy', 'menu', 'faq']);
export type ArticleCategory = z.infer<typeof ArticleCategory>;

export const ArticleCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2,8}-[0-9]{1,6}$/, 'A code looks like KB-042.');

/** A day without a time, 2027-03-01. */
const Day = z.iso.date('Write the day as 2027-03-01.');

export const Tag = z.string().trim().min(1).max(60);

/** In which order articles are listed: the most changed, cited and the least successful first, the soonest review first. */
export const ArticleOrder = z.enum(['code', 'changed', 'cited', 'success', 'review']);
export type ArticleOrder = z.infer<typeof ArticleOrder>;

/** What a person writes. */
export const ArticleDraft = z.object({
  code: ArticleCode,
  title: z.string().trim().min(1, 'An article needs a title.').max(200),
  bodyMarkdown: z.string().trim().min(1, 'An article needs a text.').max(200_000),
  category: ArticleCategory,
  tags: z.array(Tag).max(30).default([]),
  /** Ways in which customers ask for this article. */
  questions: z.array(z.string().trim().min(1).max(300)).max(50).default([]),
  /** Who looks after the article. Left out, it stays as it is; null is nobody. */
  ownerId: Id.nullable().optional(),
  /** The day on which somebody should read it again. Left out, it stays as it is; null is never. */
  reviewOn: Day.nullable().optional(),
});
export type ArticleDraft = z.infer<typeof ArticleDraft>;

export const ArticleSummary = z.object({
  id: Id,
  code: z.string(),
  title: z.string(),
  category: ArticleCategory,
  tags: z.array(z.string()),
  status: z.enum(['published', 'archived']),
  version: z.number().int(),
  isSample: z.boolean(),
  /** How often its chunks were cited in an answer. */
  usageCount: z.number().int(),
  /** The share of those answers that were rated well or ended without a person; null before the first. */
  successRate: z.number().nullable(),
  updatedAt: Timestamp,
  updatedBy: Person.nullable(),
  /** Who looks after it; a person who has left the team stays named. */
  owner: Person.extend({ isActive: z.boolean() }).nullable(),
  reviewOn: Day.nullable(),
  /** When somebody last read it and found it right; null before the first time. */
  reviewedAt: Timestamp.nullable(),
  reviewedBy: Person.nullable(),
});
export type ArticleSummary = z.infer<typeof ArticleSummary>;

export const Article = ArticleSummary.extend({
  bodyMarkdown: z.string(),
  questions: z.array(z.string()),
  versions: z.array(
    z.object({ version: z.number().int(), title: z.string(), createdAt: Timestamp, createdBy: Person.nullable() }),
  ),
});
export type Article = z.infer<typeof Article>;

/** A passage that a search found. */
export const FoundPassage = z.object({
  chunkId: Id,
  articleId: Id.nullable(),
  code: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  category: z.string().nullable(),
});

export const SearchHit = FoundPassage.extend({
  /** An approved answer: it has no article, its title is the question. */
  isLearned: z.boolean(),
  /** Cosine similarity of the vectors, 0 to 1; 0 when only the words matched. */
  similarity: z.number(),
  /** BM25 of the words; 0 when only the meaning matched. */
  textScore: z.number(),
  /** What the hits are ordered by: the blend of both legs. */
  score: z.number(),
});
export type SearchHit = z.infer<typeof SearchHit>;

/**
 * A question's vector of the model that is searched by: 1536 numbers, or these as 4-byte floats, little-endian, in
 * base64, as embedding services send them too, which is read many times as fast.
 */
const SearchVector = z.union([z.base64().length(8192), z.array(z.number()).length(1536)]);

export const knowledge = {
  list: routeFor('support')
    .route({ method: 'GET', path: '/articles', summary: 'Articles by code' })
    .input(
      PageInput.extend({
        category: ArticleCategory.optional(),
        status: z.enum(['published', 'archived']).default('published'),
        search: z.string().trim().max(200).optional(),
        /** Only those whose review is overdue or due within 14 days. */
        toReview: z.boolean().optional(),
        order: ArticleOrder.default('code'),
      }),
    )
    .output(page(ArticleSummary)),
  countToReview: routeFor('support')
    .route({ method: 'GET', path: '/articles/to-review', summary: 'How many articles are due for a review' })
    .output(z.object({ count: z.number().int() })),
  get: routeFor('support')
    .route({ method: 'GET', path: '/articles/{id}', summary: 'One article' })
    .input(z.object({ id: Id }))
    .output(Article),
  getVersion: routeFor('support')
    .route({ method: 'GET', path: '/articles/{id}/versions/{version}', summary: 'An article as it was' })
    .input(z.object({ id: Id, version: z.coerce.number<number>().int().min(1) }))
    .output(
      ArticleDraft.omit({ ownerId: true, reviewOn: true }).extend({ version: z.number().int(), createdAt: Timestamp }),
    ),
  nextCode: routeFor('admin')
    .route({ method: 'GET', path: '/articles/next-code', summary: 'The next free article code' })
    .output(z.object({ code: z.string() })),
  create: routeFor('admin')
    .route({ method: 'POST', path: '/articles', summary: 'Write an article', successStatus: 201 })
    .input(ArticleDraft)
    .output(Article),
  update: routeFor('admin')
    .route({ method: 'PUT', path: '/articles/{id}', summary: 'Change an article; the old version is kept' })
    .input(
      ArticleDraft.extend({
        id: Id,
        expectedVersion: z.number().int(),
        /** Why it is saved all the same, where its replay was worse; kept in the audit log. */
        override: z.string().trim().min(1).max(500).optional(),
      }),
    )
    .output(Article),
  setStatus: routeFor('admin')
    .route({ method: 'PUT', path: '/articles/{id}/status', summary: 'Archive an article or bring it back' })
    .input(z.object({ id: Id, status: z.enum(['published', 'archived']) }))
    .output(Article),
  recordReview: routeFor('admin')
    .route({
      method: 'POST',
      path: '/articles/{id}/reviews',
      summary: 'Say that an article was read and is right; its text and version stay',
    })
    .input(z.object({ id: Id, nextReviewOn: Day.nullable() }))
    .output(Article),
  chunk: routeFor('support')
    .route({
      method: 'GET',
      path: '/knowledge/chunks/{id}',
      summary: 'The text behind a citation, as it was when cited',
    })
    .input(z.object({ id: Id }))
    .output(
      z.object({
        id: Id,
        articleId: Id.nullable(),
        code: z.string().nullable(),
        title: z.string(),
        text: z.string(),
        articleVersion: z.number().int().nullable(),
        isLearned: z.boolean(),
        isCurrent: z.boolean(),
      }),
    ),
  search: routeFor('support')
    .route({ method: 'POST', path: '/knowledge/search', summary: 'Search by text, or by a vector alone' })
    .input(
      z
        .object({
          query: z.string().trim().min(1).max(4_000).optional(),
          vector: SearchVector.optional(),
          limit: z.number().int().min(1).max(50).default(5),
          categories: z.array(ArticleCategory).optional(),
          tags: z.array(Tag).max(30).optional(),
        })
        .refine((input) => input.query !== undefined || input.vector !== undefined, 'Give a query or a vector.'),
    )
    .output(z.object({ hits: z.array(SearchHit) })),
};
