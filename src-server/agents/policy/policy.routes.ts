import { z } from 'zod';
import { api, staffOf } from '../../api.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import { type ChangePolicyDeps, changePolicy, restorePolicy } from './change-policy.ts';
import { listPolicyVersions, readPolicyVersion } from './policy.store.ts';

const Place = z.object({ before: z.number().int() });

/** The escalation policy as the owner reads and changes it. */
export function createPolicyRoutes(deps: ChangePolicyDeps) {
  const { db } = deps;
  const routes = api.policy;
  return {
    get: routes.get.handler(() => readPolicyVersion(db)),
    update: routes.update.handler(({ input, context }) => changePolicy(deps, input, staffOf(context).id)),
    restore: routes.restore.handler(({ input, context }) => restorePolicy(deps, input, staffOf(context).id)),
    versions: routes.versions.handler(async ({ input }) => {
      const before = input.cursor === undefined ? null : decodeCursor(Place, input.cursor).before;
      const found = await listPolicyVersions(db, before, input.limit + 1);
      const items = found.slice(0, input.limit);
      const last = items.at(-1);
      return {
        items,
        nextCursor: found.length > input.limit && last !== undefined ? encodeCursor({ before: last.version }) : null,
      };
    }),
  };
}
