import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';
import { chooseValidation } from './dataset-split.ts';

export interface DatasetMembers {
  train: string[];
  /** Held back: a version is measured on these and never trained on them. */
  validation: string[];
}

const Member = z.object({ id: z.string(), question: z.string(), conversationId: z.string().nullable() });
const VALIDATION_SHARE = 0.1;

/** Which examples a dataset was made of, in its order; without those that were deleted since. The one place that knows. */
export async function readDatasetMembers(db: Queryable, datasetId: string): Promise<DatasetMembers> {
  const members = await selectAll(
    db,
    Member,
    `SELECT t.id, t.question, t.source_conversation_id AS "conversationId"
     FROM ai.datasets d, jsonb_array_elements_text(d.manifest->'exampleIds') WITH ORDINALITY AS one(id, nth)
       JOIN ai.training_data t ON t.id = one.id::uuid
     WHERE d.id = $1 ORDER BY one.nth`,
    [datasetId],
  );
  const held = chooseValidation(members, VALIDATION_SHARE);
  const ids = members.map(({ id }) => id);
  return { train: ids.filter((id) => !held.has(id)), validation: ids.filter((id) => held.has(id)) };
}

/** The datasets that an example is in. */
export async function listDatasetsOfExample(db: Queryable, exampleId: string): Promise<string[]> {
  const rows = await selectAll(
    db,
    z.object({ id: z.string() }),
    `SELECT id FROM ai.datasets WHERE manifest->'exampleIds' ? $1`,
    [exampleId],
  );
  return rows.map(({ id }) => id);
}
