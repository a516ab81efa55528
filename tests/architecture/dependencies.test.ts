import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { APP_ROOT } from '../../src-server/core/app-root.ts';

const Versions = z.record(z.string(), z.string()).default({});
const Manifest = z.object({ dependencies: Versions, devDependencies: Versions });
const LockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ license: z.string().optional(), resolved: z.string().optional(), dev: z.boolean().default(false) }),
  ),
});

/** Licences that ask for no more than their text beside the program; Zlib (pako) asks not even for that. */
const SHIPPED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
];
/** Fine for tools that never leave the developer's machine. */
const TOOLS_ONLY = ['CC-BY-4.0', 'MPL-2.0', 'Python-2.0', 'WTFPL'];

const manifest = Manifest.parse(await readJson('package.json'));
const lock = LockFile.parse(await readJson('package-lock.json'));
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('dependencies', () => {
  it('are pinned to exact versions', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  it('are locked without the address of the registry they came from', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('have licences that allow shipping them', () => {
    const refused = packages.filter(([, { license, dev }]) => !isAllowed(license ?? 'none', dev));
    expect(refused.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });
});

/** Whether an SPDX expression is met: one alternative of an OR, every part of an AND. */
function isAllowed(expression: string, isTool: boolean): boolean {
  const allowed = isTool ? [...SHIPPED, ...TOOLS_ONLY] : SHIPPED;
  const alternatives = expression.replaceAll(/[()]/g, '').split(' OR ');
  return alternatives.some((alternative) => alternative.split(' AND ').every((licence) => allowed.includes(licence)));
}

async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(APP_ROOT, name), 'utf8'));
}
