import { api, staffOf } from '../../api.ts';
import type { Queryable } from '../../database/database.ts';
import { getBuild, listBuilds, toDatasetBuild } from './dataset-build.store.ts';
import type { DatasetBuilds } from './dataset-builds.ts';

export function createDatasetBuildRoutes(db: Queryable, builds: DatasetBuilds) {
  const routes = api.datasetBuilds;
  return {
    start: routes.start.handler(({ input: { clientKey, since }, context }) =>
      builds.start({ clientKey, by: staffOf(context).id, since: since === undefined ? undefined : new Date(since) }),
    ),
    list: routes.list.handler(async () => ({ items: (await listBuilds(db)).map(toDatasetBuild) })),
    get: routes.get.handler(async ({ input }) => toDatasetBuild(await getBuild(db, input.id))),
    cancel: routes.cancel.handler(({ input, context }) => builds.cancel(input.id, staffOf(context).id)),
  };
}
