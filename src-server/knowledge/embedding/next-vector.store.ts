import { z } from 'zod';
import { type Queryable, selectAll, selectOne } from '../../database/database.ts';
import { vectorText } from '../../database/vector.ts';
import { VECTOR_TABLES, type VectorTable } from './vector-tables.ts';

const Waiting = z.object({ id: z.string(), title: z.string().nullable(), text: z.string() });
export type WaitingText = z.infer<typeof Waiting>;

const lacksNext = 'next_vector IS NULL OR next_embedding_model IS DISTINCT FROM $1';

/** Texts in use that have no next vector of the model, by id, after the given one. */
export function listLackingNext(
  db: Queryable,
  table: VectorTable,
  model: string,
  after: string,
  limit: number,
): Promise<WaitingText[]> {
  return selectAll(
    db,
    Waiting,
    `SELECT id, ${table.title} AS title, ${table.text} AS text FROM ${table.name}
     WHERE ${table.inUse} AND (${lacksNext}) AND id > $2 ORDER BY id LIMIT $3`,
    [model, after, limit],
  );
}

const Amount = z.object({ texts: z.number(), characters: z.number() });

/** How much a change to this model has to embed, and how many texts there are in all. */
export async function measureChange(db: Queryable, model: string) {
  const sum = { texts: 0, characters: 0, total: 0 };
  for (const { name, title, text, inUse } of VECTOR_TABLES) {
    const found = await selectOne(
      db,
      Amount.extend({ total: z.number() }),
      'table',
      `SELECT count(*) FILTER (WHERE ${lacksNext})::int AS texts, count(*)::int AS total,
         coalesce(sum(length(coalesce(${title}, '')) + length(${text})) FILTER (WHERE ${lacksNext}), 0)::float8 AS characters
       FROM ${name} WHERE ${inUse}`,
      [model],
    );
    sum.texts += found.texts;
    sum.characters += found.characters;
    sum.total += found.total;
  }
  return sum;
}

/** Whether anything in use lacks a next vector of the model. */
export async function isNextIncomplete(db: Queryable, model: string): Promise<boolean> {
  const parts = VECTOR_TABLES.map(
    ({ name, inUse }) => `EXISTS (SELECT 1 FROM ${name} WHERE ${inUse} AND (${lacksNext}))`,
  );
  const row = z.object({ lacks: z.boolean() });
  return (await selectOne(db, row, 'answer', `SELECT ${parts.join(' OR ')} AS lacks`, [model])).lacks;
}

export interface NextVector {
  id: string;
  text: string;
  vector: readonly number[];
}

/** Stores next vectors; one whose text was edited since it was listed is left out and listed again. */
export async function storeNextVectors(
  tx: Queryable,
  table: VectorTable,
  model: string,
  vectors: readonly NextVector[],
): Promise<void> {
  const rows = vectors.map(({ id, text, vector }) => ({ id, text, vector: vectorText(vector) }));
  await tx.query(
    `UPDATE ${table.name} t SET next_vector = r.vector::vector, next_embedding_model = $1
     FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, text text, vector text)
     WHERE t.id = r.id AND t.${table.text} = r.text`,
    [model, JSON.stringify(rows)],
  );
}

/** Takes over what has been embedded by this model for the search already, which costs nothing. */
export async function reuseVectorsInUse(db: Queryable, model: string): Promise<void> {
  for (const { name, vector, inUse } of VECTOR_TABLES)
    await db.query(
      `UPDATE ${name} SET next_vector = ${vector}, next_embedding_model = $1
       WHERE ${inUse} AND embedding_model = $1 AND ${vector} IS NOT NULL AND (${lacksNext})`,
      [model],
    );
}

/** Whether any text in use has a vector, of whatever model. */
export async function hasVectors(db: Queryable): Promise<boolean> {
  const parts = VECTOR_TABLES.map(
    ({ name, vector, inUse }) => `EXISTS (SELECT 1 FROM ${name} WHERE ${inUse} AND ${vector} IS NOT NULL)`,
  );
  return (await selectOne(db, z.object({ has: z.boolean() }), 'answer', `SELECT ${parts.join(' OR ')} AS has`)).has;
}
