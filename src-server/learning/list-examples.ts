import { z } from 'zod';
import type { ExampleStatus, TrainingExample } from '../contract/learning.ts';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { countExamples, type ExampleFilter, type ExampleRow, listExamples } from './example.store.ts';

export interface ExamplePage {
  items: TrainingExample[];
  nextCursor: string | null;
}

export interface ListExamplesInput extends Omit<ExampleFilter, 'after'> {
  cursor?: string | undefined;
}

/** The creation time as the database writes it, with all its digits. */
const Place = z.object({ createdAt: z.string().regex(/^\d{4}-[\d :.+-]+$/), id: z.uuid() });

/** The review queue, oldest first, a page at a time. */
export function createListExamples(deps: { db: Database }) {
  return async function list(input: ListExamplesInput): Promise<ExamplePage> {
    const { cursor, ...filter } = input;
    const rows = await listExamples(deps.db, {
      ...filter,
      after: cursor === undefined ? undefined : decodeCursor(Place, cursor),
      limit: input.limit + 1,
    });
    const shown = rows.slice(0, input.limit);
    const last = shown.at(-1);
    return {
      items: shown.map(toTrainingExample),
      nextCursor:
        rows.length > input.limit && last !== undefined
          ? encodeCursor({ createdAt: last.orderKey, id: last.id })
          : null,
    };
  };
}

export function createCountExamples(deps: { db: Database }): () => Promise<Record<ExampleStatus, number>> {
  return () => countExamples(deps.db);
}

export function toTrainingExample(row: ExampleRow): TrainingExample {
  return {
    id: row.id,
    question: row.question,
    answer: row.answer,
    intent: row.intent,
    status: row.status,
    sourceType: row.sourceType,
    conversationId: row.conversationId,
    messageId: row.messageId,
    qualityScore: row.qualityScore,
    confidence: row.confidence,
    usageCount: row.usageCount,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    reviewedBy:
      row.reviewedById === null || row.reviewedByName === null
        ? null
        : { id: row.reviewedById, name: row.reviewedByName },
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    secondLook:
      row.secondLookAt === null || row.secondLookScore === null
        ? null
        : { at: row.secondLookAt.toISOString(), score: row.secondLookScore },
  };
}
