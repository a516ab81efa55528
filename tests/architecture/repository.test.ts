import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { APP_ROOT } from '../../src-server/core/app-root.ts';

const FOLDERS = ['.ci', 'migrations', 'resources', 'scripts', 'src-main', 'src-renderer', 'src-server', 'tests'];
const TEXT = new Set(['.ts', '.tsx', '.css', '.html', '.json', '.md', '.sql', '.yml', '.yaml', '']);
const CODE = new Set(['.ts', '.tsx']);

describe('the files of the repository', () => {
  let files: { path: string; text: string }[];
  beforeAll(async () => {
    files = await readTextFiles();
  });

  it('switch off no rule of the linter or the compiler', () => {
    const suppression = new RegExp(['biome', 'ts'].map((tool) => `@?${tool}-(ignore|expect-error|nocheck)`).join('|'));
    expect(
      codeFiles()
        .filter((file) => suppression.test(file.text))
        .map(pathOf),
    ).toEqual([]);
  });

  it('name no folder of a certain machine', () => {
    const machinePath = /(?<![\w.~}-])\/(root|work|Users|home)\/\w/;
    // Tests may make up a person's home folder.
    const shipped = files.filter((file) => !file.path.includes('.test.'));
    expect(shipped.filter((file) => machinePath.test(file.text)).map(pathOf)).toEqual([]);
  });

  it('are named in kebab-case', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.tsx?$/;
    expect(
      codeFiles()
        .map(pathOf)
        .filter((path) => !kebab.test(basename(path))),
    ).toEqual([]);
  });

  it('have no code file of more than 300 lines', () => {
    expect(
      codeFiles()
        .filter((file) => file.text.split('\n').length > 301)
        .map(pathOf),
    ).toEqual([]);
  });

  function codeFiles() {
    return files.filter((file) => CODE.has(extname(file.path)));
  }
});

function pathOf(file: { path: string }): string {
  return file.path;
}

async function readTextFiles(): Promise<{ path: string; text: string }[]> {
  const rootEntries = await readdir(APP_ROOT, { withFileTypes: true });
  const rootFiles = rootEntries.filter((entry) => entry.isFile() && entry.name !== 'package-lock.json');
  const folders = FOLDERS.map((folder) => join(APP_ROOT, folder)).filter((folder) => existsSync(folder));
  const nested = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })));
  const paths = [...rootFiles, ...nested.flat().filter((entry) => entry.isFile())]
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => TEXT.has(extname(path)));
  return Promise.all(
    paths.map(async (path) => ({ path: relative(APP_ROOT, path), text: await readFile(path, 'utf8') })),
  );
}
