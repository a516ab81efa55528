import { api, staffOf } from '../../api.ts';
import { createDeployVersion } from './deploy-version.ts';
import { listDeployments } from './deployment.store.ts';
import { listAnswersOf } from './lineage.store.ts';
import { listLearnedExamples, listVersionsOfExample } from './read-lineage.ts';
import { findVersionOfMessage, getVersion, listVersions } from './version.store.ts';
import type { VersionDeps } from './version-deps.ts';

export function createModelVersionRoutes(deps: VersionDeps) {
  const { db } = deps;
  const versions = createDeployVersion(deps);
  const routes = api.modelVersions;
  return {
    list: routes.list.handler(async () => ({ items: await listVersions(db), deployments: await listDeployments(db) })),
    get: routes.get.handler(({ input }) => getVersion(db, input.id)),
    deploy: routes.deploy.handler(({ input, context }) =>
      versions.deploy(input.id, staffOf(context).id, input.override ?? null),
    ),
    back: routes.back.handler(({ input, context }) => versions.back(input.deploymentId, staffOf(context).id)),
    retire: routes.retire.handler(({ input, context }) => versions.retire(input.id, staffOf(context).id)),
    restore: routes.restore.handler(({ input, context }) => versions.restore(input.id, staffOf(context).id)),
    examples: routes.examples.handler(({ input }) => listLearnedExamples(db, input)),
    answers: routes.answers.handler(({ input }) => listAnswersOf(db, input.id, input)),
    ofExample: routes.ofExample.handler(async ({ input }) => ({ items: await listVersionsOfExample(db, input.id) })),
    ofMessage: routes.ofMessage.handler(async ({ input }) => ({
      version: (await findVersionOfMessage(db, input.id)) ?? null,
    })),
  };
}
