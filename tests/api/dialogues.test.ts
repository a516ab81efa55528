import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measureDialogues } from '../eval/dialogues.ts';

/** The same scripts as `npm run eval -- dialogues`. */
const SCRIPTS = join(import.meta.dirname, '../eval/dialogues');

it('goes through every scripted conversation as it should', { timeout: 300_000 }, async () => {
  const { dialogues, failed } = await measureDialogues(SCRIPTS);
  expect(failed).toEqual([]);
  expect(dialogues).toBeGreaterThanOrEqual(60);
});
