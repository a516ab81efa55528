import { z } from 'zod';
import { type Queryable, selectAll, selectFirst } from '../database/database.ts';
import { ExampleState } from './example.store.ts';

export const ReviewDecision = z.enum(['approved', 'edited', 'rejected', 'reopened', 'merged']);
export type ReviewDecision = z.infer<typeof ReviewDecision>;

const ReviewRow = z.object({
  id: z.string(),
  exampleId: z.string(),
  reviewerId: z.string(),
  decision: ReviewDecision,
  before: ExampleState,
  after: ExampleState,
  reason: z.string().nullable(),
  createdAt: z.date(),
});
export type Review = z.infer<typeof ReviewRow>;

const COLUMNS = `id, example_id AS "exampleId", reviewer_id AS "reviewerId", decision, before, after, reason,
  created_at AS "createdAt"`;

export async function insertReview(db: Queryable, review: Review): Promise<void> {
  await db.query(
    `INSERT INTO ai.training_reviews (id, example_id, reviewer_id, decision, before, after, reason, created_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8)`,
    [
      review.id,
      review.exampleId,
      review.reviewerId,
      review.decision,
      JSON.stringify(review.before),
      JSON.stringify(review.after),
      review.reason,
      review.createdAt,
    ],
  );
}

/** Every decision on an example, newest first. */
export function listReviews(db: Queryable, exampleId: string): Promise<Review[]> {
  return selectAll(
    db,
    ReviewRow,
    `SELECT ${COLUMNS} FROM ai.training_reviews WHERE example_id = $1 ORDER BY created_at DESC, id DESC`,
    [exampleId],
  );
}

/** The newest decision that has not itself been an undo. */
export function findLastDecision(db: Queryable, exampleId: string): Promise<Review | undefined> {
  return selectFirst(
    db,
    ReviewRow,
    `SELECT ${COLUMNS} FROM ai.training_reviews WHERE example_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [exampleId],
  );
}
