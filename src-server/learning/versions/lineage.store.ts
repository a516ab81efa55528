import { z } from 'zod';
import { LearnedExample, VersionAnswer } from '../../contract/model-versions.ts';
import { timestampColumn } from '../../database/columns.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import { type Queryable, selectAll } from '../../database/database.ts';

const ExampleRow = z
  .object({
    ...LearnedExample.shape,
    reviewedBy: z.never().optional(),
    reviewerId: z.string().nullable(),
    reviewerName: z.string().nullable(),
    reviewedAt: timestampColumn.nullable(),
  })
  .transform(
    ({ reviewerId, reviewerName, reviewedBy: _, ...example }): z.infer<typeof LearnedExample> => ({
      ...example,
      reviewedBy: reviewerId === null || reviewerName === null ? null : { id: reviewerId, name: reviewerName },
    }),
  );

/** These examples as they read now, with where they come from; those that were deleted are left out. */
export function listLearned(db: Queryable, ids: readonly string[]): Promise<z.infer<typeof LearnedExample>[]> {
  return selectAll(
    db,
    ExampleRow,
    `SELECT t.id AS "exampleId", t.question, t.answer, t.source_conversation_id AS "conversationId",
       t.source_message_id AS "messageId", t.reviewed_at AS "reviewedAt", u.id AS "reviewerId", u.name AS "reviewerName"
     FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted(id, nth) JOIN ai.training_data t ON t.id = wanted.id
       LEFT JOIN identity.users u ON u.id = t.reviewed_by ORDER BY wanted.nth`,
    [ids],
  );
}

const AnswerRow = VersionAnswer.extend({ at: timestampColumn, place: z.string() });
const Place = z.object({ at: z.iso.datetime({ offset: true }), id: z.uuid() });

/** What a version answered, newest first. */
export async function listAnswersOf(
  db: Queryable,
  versionId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: z.infer<typeof VersionAnswer>[]; nextCursor: string | null }> {
  const after = page.cursor === undefined ? undefined : decodeCursor(Place, page.cursor);
  const rows = await selectAll(
    db,
    AnswerRow,
    `SELECT t.id AS "traceId", t.conversation_id AS "conversationId", t.message_id AS "messageId", q.content AS question,
       t.outcome, t.confidence, t.created_at AS at,
       to_char(t.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place
     FROM ai.traces t LEFT JOIN ai.messages q ON q.id = t.question_message_id
     WHERE t.model_version_id = $1 AND ($2::timestamptz IS NULL OR (t.created_at, t.id) < ($2, $3::uuid))
     ORDER BY t.created_at DESC, t.id DESC LIMIT $4`,
    [versionId, after?.at ?? null, after?.id ?? null, page.limit + 1],
  );
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(({ place: _, ...answer }) => answer),
    nextCursor: last === undefined ? null : encodeCursor({ at: last.place, id: last.traceId }),
  };
}
