import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import type { Queryable } from '../../database/database.ts';
import { listDatasetsOfExample, readDatasetMembers } from '../dataset-members.ts';
import { listLearned } from './lineage.store.ts';
import { getVersion, listVersionsOfDatasets } from './version.store.ts';

const Place = z.object({ from: z.number().int().min(0) });

/** What a version was trained on, a page at a time, in the order of its dataset. */
export async function listLearnedExamples(
  db: Queryable,
  input: { id: string; cursor?: string | undefined; limit: number },
) {
  const version = await getVersion(db, input.id);
  const { train } = await readDatasetMembers(db, version.dataset.id);
  const { from } = input.cursor === undefined ? { from: 0 } : decodeCursor(Place, input.cursor);
  const next = from + input.limit;
  return {
    items: await listLearned(db, train.slice(from, next)),
    nextCursor: next < train.length ? encodeCursor({ from: next }) : null,
  };
}

/** The versions that were trained on an example: the dataset may hold it back from the training. */
export async function listVersionsOfExample(db: Queryable, exampleId: string) {
  const versions = await listVersionsOfDatasets(db, await listDatasetsOfExample(db, exampleId));
  const trainedOn = new Map<string, boolean>();
  for (const { dataset } of versions)
    if (!trainedOn.has(dataset.id))
      trainedOn.set(dataset.id, (await readDatasetMembers(db, dataset.id)).train.includes(exampleId));
  return versions.filter(({ dataset }) => trainedOn.get(dataset.id) === true);
}
