import { api, staffOf } from '../../api.ts';
import { pageVersions } from '../versioned-setting.ts';
import { type ChangePolicyDeps, changePolicy, restorePolicy } from './change-policy.ts';
import { listPolicyVersions, readPolicyVersion } from './policy.store.ts';

/** The escalation policy as the owner reads and changes it. */
export function createPolicyRoutes(deps: ChangePolicyDeps) {
  const { db } = deps;
  const routes = api.policy;
  return {
    get: routes.get.handler(() => readPolicyVersion(db)),
    update: routes.update.handler(({ input, context }) => changePolicy(deps, input, staffOf(context).id)),
    restore: routes.restore.handler(({ input, context }) => restorePolicy(deps, input, staffOf(context).id)),
    versions: routes.versions.handler(({ input }) =>
      pageVersions((before, limit) => listPolicyVersions(db, before, limit), input),
    ),
  };
}
