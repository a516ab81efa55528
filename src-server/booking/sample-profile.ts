import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BusinessProfile } from '../contract/business.ts';
import { APP_ROOT } from '../core/app-root.ts';

/** The profile that a new desk starts with: sample values, which the owner changes to those of the business. */
export function sampleProfile(): BusinessProfile {
  return BusinessProfile.parse(
    JSON.parse(readFileSync(join(APP_ROOT, 'resources', 'sample', 'business.json'), 'utf8')),
  );
}
