import { StaffRole } from '#contract/route.ts';
import { ROLE_WORDS } from '../../../lib/words.ts';

export const ROLE_OPTIONS = StaffRole.options.map((value) => ({ value, label: ROLE_WORDS[value] }));
