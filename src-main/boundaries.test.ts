import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(import.meta.dirname, path), 'utf8') }));

function filesWith(pattern: RegExp): string[] {
  return sources
    .filter(({ text }) => pattern.test(text))
    .map(({ path }) => path)
    .sort();
}

/** What makes the guards of this process complete: each dangerous door is in one file. */
describe('one door each', () => {
  it('opens external addresses in one file', () => {
    expect(filesWith(/\.openExternal\(/)).toEqual(['security/open-external.ts']);
  });

  it('registers IPC handlers in one file', () => {
    expect(filesWith(/ipcMain\s*\.\s*(handle|handleOnce|on|once|addListener)\b/)).toEqual(['security/handle.ts']);
  });

  it('uses the IPC of the page in the preload only', () => {
    expect(filesWith(/\bipcRenderer\b/)).toEqual(['preload/expose-bridge.ts', 'preload/index.ts']);
  });

  it('loads Electron in the two entries only; all others take its parts as parameters', () => {
    expect(filesWith(/^import (?!type\b).*from 'electron'/m)).toEqual(['index.ts', 'preload/index.ts']);
  });

  it('makes windows in one file', () => {
    expect(filesWith(/new deps\.BrowserWindow\(|new BrowserWindow\(/)).toEqual(['windows/main-window.ts']);
  });
});
