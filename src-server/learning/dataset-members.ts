import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';
import { DatasetPart, findDatasetsWith } from './dataset-examples.store.ts';

export interface DatasetMembers {
  train: string[];
  /** Held back: a version is measured on these and never trained on them. */
  validation: string[];
}

const Member = z.object({ id: z.string(), part: DatasetPart });

/** Which examples a dataset was made of, in its order; without those that were deleted since. The one place that knows. */
export async function readDatasetMembers(db: Queryable, datasetId: string): Promise<DatasetMembers> {
  const members = await selectAll(
    db,
    Member,
    `SELECT t.id, held.part
     FROM ai.dataset_examples held CROSS JOIN LATERAL unnest(held.example_ids) WITH ORDINALITY AS one (id, nth)
       JOIN ai.training_data t ON t.id = one.id
     WHERE held.dataset_id = $1 ORDER BY held.part, held.page, one.nth`,
    [datasetId],
  );
  const of = (part: DatasetPart) => members.flatMap((member) => (member.part === part ? [member.id] : []));
  return { train: of('train'), validation: of('validation') };
}

/** The datasets that an example is in. */
export async function listDatasetsOfExample(db: Queryable, exampleId: string): Promise<string[]> {
  return (await findDatasetsWith(db, [exampleId])).map(({ datasetId }) => datasetId);
}
