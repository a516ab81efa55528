import type { DeskRules } from '../../contract/escalation-policy.ts';
import type { Settings } from '../../contract/system.ts';
import type { Queryable } from '../../database/database.ts';
import { readInstructions } from '../instructions/instructions.store.ts';
import { readPolicy } from './policy.store.ts';

/** Everything that the owner set and that an answer goes by, as it stands now. */
export function createReadDeskRules(readSettings: (db: Queryable) => Promise<Settings>) {
  return async (db: Queryable): Promise<DeskRules> => ({
    ...(await readSettings(db)),
    policy: await readPolicy(db),
    instructions: await readInstructions(db),
  });
}
