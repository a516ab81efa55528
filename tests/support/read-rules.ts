import { createReadDeskRules } from '../../src-server/agents/policy/read-desk-rules.ts';
import { readSettings } from '../../src-server/settings/settings.store.ts';

/** Settings, policy and instructions as a sidecar reads them. */
export const readRules = createReadDeskRules(readSettings);
