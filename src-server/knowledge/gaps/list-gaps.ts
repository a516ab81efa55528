import { z } from 'zod';
import type { Gap, GapQuestion, GapSort, GapStatus } from '../../contract/gaps.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import type { Queryable } from '../../database/database.ts';
import { listGapRows } from './gap.store.ts';
import { listGapQuestionRows } from './gap-question.store.ts';

const GapPlace = z.object({ sort: z.string(), key: z.number().int(), last: z.string(), id: z.uuid() });
const QuestionPlace = z.object({ at: z.string(), id: z.uuid() });

export interface ListGapsInput {
  status: GapStatus;
  sort: GapSort;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** One page of the gaps of a status. A cursor goes on in the order that it was given out for. */
export async function listGaps(
  db: Queryable,
  input: ListGapsInput,
  now: Date,
): Promise<{ items: Gap[]; nextCursor: string | null }> {
  const place = input.cursor === undefined ? undefined : decodeCursor(GapPlace, input.cursor);
  const after = place?.sort === input.sort ? place : undefined;
  const rows = await listGapRows(db, { ...input, search: input.search, after, limit: input.limit + 1, now });
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ key: _key, lastPlace: _place, ...gap }) => gap),
    nextCursor:
      rows.length > input.limit && last !== undefined
        ? encodeCursor({ sort: input.sort, key: last.key, last: last.lastPlace, id: last.id })
        : null,
  };
}

/** One page of a gap's questions, newest first. */
export async function listGapQuestions(
  db: Queryable,
  input: { id: string; cursor?: string | undefined; limit: number },
): Promise<{ items: GapQuestion[]; nextCursor: string | null }> {
  const before = input.cursor === undefined ? undefined : decodeCursor(QuestionPlace, input.cursor);
  const rows = await listGapQuestionRows(db, { gapId: input.id, before, limit: input.limit + 1 });
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ place: _place, ...question }) => question),
    nextCursor:
      rows.length > input.limit && last !== undefined ? encodeCursor({ at: last.place, id: last.messageId }) : null,
  };
}
