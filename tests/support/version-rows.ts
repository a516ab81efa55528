import type { ModelVersion } from '../../src-server/contract/model-versions.ts';
import { BUILT_IN_TUNING } from '../../src-server/contract/tuning.ts';
import { newId } from '../../src-server/core/ids.ts';
import type { Queryable } from '../../src-server/database/database.ts';

let datasets = 0;

/** A version as training would have left it, with a job and an empty dataset of its own. Returns its id. */
export async function addVersion(db: Queryable, state: ModelVersion['state']): Promise<string> {
  const [datasetId, jobId, id] = [newId(), newId(), newId()];
  datasets += 1;
  await db.query(
    `INSERT INTO ai.datasets (id, name, version, path, example_count, train_count, validation_count, sha256, manifest)
     VALUES ($1, 'made_up', $2, 'training/made_up.jsonl', 0, 0, 0, '', '{}')`,
    [datasetId, datasets],
  );
  await db.query(
    `INSERT INTO ai.training_jobs (id, client_key, dataset_id, trainer, state, settings, created_at)
     VALUES ($1, $2, $3, 'local', 'succeeded', '{"seed": 1, "baseModel": "none", "epochs": 3}', now())`,
    [jobId, jobId, datasetId],
  );
  await db.query(
    `INSERT INTO ai.model_versions (id, number, job_id, state, tuning, report, created_at, updated_at)
     SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4::jsonb, '{"trainedOn": 0, "figures": [], "notes": []}', now(), now()
     FROM ai.model_versions`,
    [id, jobId, state, JSON.stringify(BUILT_IN_TUNING)],
  );
  return id;
}
