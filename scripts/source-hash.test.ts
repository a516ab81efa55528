import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSources } from './source-hash.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'teppan-hash-'));
  mkdirSync(join(root, 'src', 'inner'), { recursive: true });
  writeFileSync(join(root, 'src', 'inner', 'a.ts'), 'a');
  writeFileSync(join(root, 'lock.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

const hash = () => hashSources(root, ['src', 'lock.json', 'missing']);

describe('hashSources', () => {
  it('is the same for the same files, whenever they were written', () => {
    const before = hash();
    writeFileSync(join(root, 'src', 'inner', 'a.ts'), 'a');
    expect(hash()).toBe(before);
  });

  it.each([
    ['a changed file', () => writeFileSync(join(root, 'src', 'inner', 'a.ts'), 'b')],
    ['a new file', () => writeFileSync(join(root, 'src', 'b.ts'), '')],
    ['a file that is gone', () => rmSync(join(root, 'src', 'inner', 'a.ts'))],
    ['a changed lock file', () => writeFileSync(join(root, 'lock.json'), '{"a":1}')],
  ])('is another one with %s', (_what, change) => {
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });

  it('does not depend on tests', () => {
    const before = hash();
    writeFileSync(join(root, 'src', 'a.test.ts'), 'x');
    expect(hash()).toBe(before);
  });
});
