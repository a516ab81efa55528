import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../../core/log.ts';
import { toUnitVector } from '../../models/embedder.ts';
import { createSentenceVectors } from './sentence-vectors.ts';

let folder: string;
let embedded: string[];
let logged: string[];
const log = createLog({ level: 'info', write: (line) => void logged.push(line) });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teppan-vectors-'));
  embedded = [];
  logged = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const embedder = (model = 'letters') => ({
  model,
  embed: async (texts: readonly string[]) => {
    embedded.push(...texts);
    return texts.map((text) => toUnitVector([text.length, text.charCodeAt(0), model.length]));
  },
});

/** A start of the program: reads the sentences, and keeps them for the next one. */
async function start(texts: string[], model?: string): Promise<ArrayLike<number>[]> {
  const vectors = createSentenceVectors({ folder, log });
  const found = await vectors.embed(embedder(model), texts);
  await vectors.keep(embedder(model), texts);
  return found;
}

const file = async () => join(folder, (await readdir(folder))[0] ?? '');

describe('the vectors of sentences', () => {
  test('are the same after a start, which embeds only what is new', async () => {
    const before = await start(['one', 'three']);
    expect(embedded).toEqual(['one', 'three']);
    const after = await start(['three', 'one', 'seven']);
    expect(embedded).toEqual(['one', 'three', 'seven']);
    expect([after[1], after[0]]).toEqual(before);
  });

  test('hold no word that anybody wrote', async () => {
    await start(['Zelda wants the fifth']);
    expect((await readFile(await file())).toString('latin1')).not.toMatch(/Zelda|fifth/);
  });

  test('are forgotten when no sentence needs them any more', async () => {
    await start(['one', 'three']);
    await start(['three']);
    await start(['one', 'three']);
    expect(embedded).toEqual(['one', 'three', 'one']);
  });

  test('of another model are not taken', async () => {
    await start(['one']);
    await start(['one'], 'numbers');
    expect(embedded).toEqual(['one', 'one']);
  });

  test.each([
    ['cut short', (path: string) => truncate(path, 40)],
    ['empty', (path: string) => truncate(path, 0)],
    ['of another program', (path: string) => writeFile(path, 'not what it was')],
    [
      'with one bit turned',
      async (path: string) => {
        const bytes = await readFile(path);
        bytes[bytes.length - 2] = (bytes[bytes.length - 2] ?? 0) ^ 1;
        await writeFile(path, bytes);
      },
    ],
  ])('are built anew when the file is %s', async (_, damage) => {
    const before = await start(['one', 'three']);
    await damage(await file());
    expect(await start(['one', 'three'])).toEqual(before);
    expect(embedded).toEqual(['one', 'three', 'one', 'three']);
    expect(logged.join('\n')).toContain('built anew');
    await start(['one', 'three']);
    expect(embedded, 'and are whole again').toHaveLength(4);
  });

  test('are embedded all the same where they cannot be kept', async () => {
    await writeFile(join(folder, 'taken'), '');
    const vectors = createSentenceVectors({ folder: join(folder, 'taken', 'deeper'), log });
    expect(await vectors.embed(embedder(), ['one'])).toHaveLength(1);
    await vectors.keep(embedder(), ['one']);
    expect(logged.join('\n')).toContain('could not be kept');
  });
});
