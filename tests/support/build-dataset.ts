import { vi } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import type { Dataset } from '../../src-server/contract/learning.ts';
import { newId } from '../../src-server/core/ids.ts';

/** Has a dataset built of what is approved, and waits until it is there. Rejects with the reason where there will be none. */
export async function buildDataset(admin: ApiClient): Promise<Dataset> {
  const { id } = await admin.datasetBuilds.start({ clientKey: newId() });
  const ended = await vi.waitFor(
    async () => {
      const build = await admin.datasetBuilds.get({ id });
      if (build.state === 'queued' || build.state === 'running') throw new Error(`The build is ${build.state}.`);
      return build;
    },
    { timeout: 60_000, interval: 50 },
  );
  const { items } = await admin.learning.datasets();
  const dataset = items.find((one) => one.id === ended.dataset?.id);
  if (dataset === undefined) throw new Error(`The build has ${ended.state}: ${ended.problem}`);
  return dataset;
}
