import { readPolicy } from '../../src-server/agents/policy/policy.store.ts';
import type { Queryable } from '../../src-server/database/database.ts';
import { readSettings } from '../../src-server/settings/settings.store.ts';

/** Settings and policy as a sidecar reads them. */
export async function readRules(db: Queryable) {
  return { ...(await readSettings(db)), policy: await readPolicy(db) };
}
