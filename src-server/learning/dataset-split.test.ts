import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../core/ids.ts';
import { createDatasetSplit } from './dataset-split.ts';
import type { Groupable } from './group-keys.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teppan-split-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The ids of those that are held back. */
async function held(examples: readonly Groupable[], share: number): Promise<string[]> {
  const split = await createDatasetSplit(folder, newId());
  try {
    for (const example of examples) await split.add(example);
    const isHeld = await split.choose(share);
    return examples.flatMap((example, index) => (isHeld[index] === 1 ? [example.id] : [])).sort();
  } finally {
    await split.discard();
  }
}

const WORDS = 'grill table propane deposit shrimp vegan chef parking rain tip egg sauce knife smoke kids'.split(' ');
const examples = fc
  .array(
    fc.record({
      conversation: fc.option(fc.nat(20)),
      words: fc.uniqueArray(fc.nat(14), { minLength: 1, maxLength: 6 }),
    }),
    {
      maxLength: 60,
    },
  )
  .map((rows): (Groupable & { words: string[] })[] =>
    rows.map((row, index) => {
      const words = row.words.map((word) => WORDS[word] ?? '');
      return {
        id: `e${index}`,
        conversationId: row.conversation === null ? null : `c${row.conversation}`,
        question: `Is there ${words.join(' or ')}?`,
        words,
      };
    }),
  );

/** Whether two questions differ by no more than a word that one has, or one word in place of another, from four words on. */
function nearlySame(a: readonly string[], b: readonly string[]): boolean {
  const onlyA = a.filter((word) => !b.includes(word)).length;
  const onlyB = b.filter((word) => !a.includes(word)).length;
  if (onlyA === 0 && onlyB === 0) return true;
  return (
    onlyA <= 1 && onlyB <= 1 && [a, b].every((one, index) => one.length >= 4 || (index === 0 ? onlyA : onlyB) === 0)
  );
}

describe('the split of a dataset', () => {
  it('never parts a conversation or what asks nearly the same, and holds back no more than the share', () =>
    fc.assert(
      fc.asyncProperty(examples, async (all) => {
        const ids = new Set(await held(all, 0.3));
        expect(ids.size <= all.length * 0.3).toBe(true);
        for (const a of all)
          for (const b of all) {
            const together =
              nearlySame(a.words, b.words) || (a.conversationId !== null && a.conversationId === b.conversationId);
            if (together) expect(ids.has(a.id)).toBe(ids.has(b.id));
          }
      }),
    ));

  it('chooses the same whatever the order', () =>
    fc.assert(
      fc.asyncProperty(examples, async (all) => {
        expect(await held([...all].reverse(), 0.3)).toEqual(await held(all, 0.3));
      }),
    ));

  it('holds back a tenth of independent examples, and leaves no file behind', async () => {
    const all = Array.from({ length: 2_000 }, (_, n) => ({ id: `${n}`, conversationId: null, question: `q${n}x` }));
    expect((await held(all, 0.1)).length).toBe(200);
    expect(await readdir(folder)).toEqual([]);
  });
});
