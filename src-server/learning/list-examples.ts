import { z } from 'zod';
import type { ExampleConflict, ExampleStatus, TrainingExample } from '../contract/learning.ts';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import type { Database, Queryable } from '../database/database.ts';
import { type ConflictRow, listConflicts } from './alike/conflict.store.ts';
import { listAlike, listFurtherSources } from './alike/example-pair.store.ts';
import { countExamples, type ExampleFilter, type ExampleRow, getExample, listExamples } from './example.store.ts';

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
      items: await toTrainingExamples(deps.db, shown),
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

/** One example as a reviewer sees it. */
export async function readExample(db: Queryable, id: string): Promise<TrainingExample> {
  const row = await getExample(db, id);
  const [example] = await toTrainingExamples(db, [row]);
  return example ?? toTrainingExample(row);
}

async function toTrainingExamples(db: Queryable, rows: readonly ExampleRow[]): Promise<TrainingExample[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const members = await listAlike(db, ids);
  const alike = Map.groupBy(members, ({ ofId }) => ofId);
  const sources = Map.groupBy(await listFurtherSources(db, ids), ({ exampleId }) => exampleId);
  const conflicts = Map.groupBy(
    await listConflicts(db, [...ids, ...members.map(({ id }) => id)]),
    ({ exampleId }) => exampleId,
  );
  const conflictsOf = (id: string) => (conflicts.get(id) ?? []).flatMap(toConflict);
  return rows.map((row) => ({
    ...toTrainingExample(row),
    alike: (alike.get(row.id) ?? []).map(({ ofId: _, ...other }) => ({ ...other, conflicts: conflictsOf(other.id) })),
    furtherSources: (sources.get(row.id) ?? []).map(({ exampleId: _, ...source }) => source),
    conflicts: conflictsOf(row.id),
  }));
}

export function toConflict(row: ConflictRow): ExampleConflict[] {
  const { ownPassage, otherPassage, reason } = row;
  const passages = { ownPassage, otherPassage, reason };
  if (row.articleId !== null && row.articleCode !== null && row.articleTitle !== null)
    return [
      { against: { kind: 'article', id: row.articleId, code: row.articleCode, title: row.articleTitle }, ...passages },
    ];
  if (row.otherId !== null && row.otherQuestion !== null && row.otherStatus !== null)
    return [
      {
        against: { kind: 'example', id: row.otherId, question: row.otherQuestion, status: row.otherStatus },
        ...passages,
      },
    ];
  return [];
}

function toSecondLook({ secondLookAt, secondLookScore, conflictLookAt }: ExampleRow): TrainingExample['secondLook'] {
  const at = secondLookAt ?? conflictLookAt;
  return at === null ? null : { at: at.toISOString(), score: secondLookScore };
}

function toTrainingExample(row: ExampleRow): TrainingExample {
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
    secondLook: toSecondLook(row),
    alike: [],
    furtherSources: [],
    conflicts: [],
    isWithheld: row.isWithheld,
  };
}
