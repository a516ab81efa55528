import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measureDialogues } from '../eval/dialogues.ts';

/** The same scripts as `npm run eval -- dialogues`. */
const SCRIPTS = join(import.meta.dirname, '../eval/dialogues');

it.each([
  ['offline', false],
  ['with a model', true],
])('goes through every scripted conversation as it should, %s', { timeout: 600_000 }, async (_, model) => {
  const { dialogues, failed } = await measureDialogues(SCRIPTS, { model });
  expect(failed).toEqual([]);
  expect(dialogues).toBeGreaterThanOrEqual(60);
});
