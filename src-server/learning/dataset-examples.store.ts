import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';

/** Whether an example was trained on, or held back to see what training has brought. */
export const DatasetPart = z.enum(['train', 'validation']);
export type DatasetPart = z.infer<typeof DatasetPart>;

/** Writes down which examples stand on the next lines of a part of a dataset. */
export async function insertExamplePage(
  db: Queryable,
  page: { datasetId: string; part: DatasetPart; page: number; exampleIds: readonly string[] },
): Promise<void> {
  await db.query(
    'INSERT INTO ai.dataset_examples (dataset_id, part, page, example_ids) VALUES ($1, $2, $3, $4::uuid[])',
    [page.datasetId, page.part, page.page, page.exampleIds],
  );
}

const Page = z.object({ part: DatasetPart, page: z.number(), exampleIds: z.array(z.string()) });

/** The examples of a dataset, up to a thousand at a time: each one's place is that of its line in the file. */
export function listExamplePages(db: Queryable, datasetId: string): Promise<z.infer<typeof Page>[]> {
  return selectAll(
    db,
    Page,
    `SELECT part, page, example_ids AS "exampleIds" FROM ai.dataset_examples WHERE dataset_id = $1 ORDER BY part, page`,
    [datasetId],
  );
}

const Holder = z.object({ datasetId: z.string(), exampleId: z.string(), part: DatasetPart });

/** The datasets that hold any of these examples. Reads the pages of all datasets: 16 MB a million lines. */
export function findDatasetsWith(db: Queryable, exampleIds: readonly string[]): Promise<z.infer<typeof Holder>[]> {
  return selectAll(
    db,
    Holder,
    `SELECT held.dataset_id AS "datasetId", one.id AS "exampleId", held.part
     FROM ai.dataset_examples held CROSS JOIN LATERAL unnest(held.example_ids) AS one (id)
     WHERE held.example_ids && $1::uuid[] AND one.id = ANY ($1::uuid[])
     ORDER BY held.dataset_id, one.id`,
    [exampleIds],
  );
}
