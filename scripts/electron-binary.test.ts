import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runDesktop } from './desktop-mode.ts';
import { findElectron, hasDisplay } from './electron-binary.ts';
import type { StartOptions } from './start-options.ts';

const folder = mkdtempSync(join(tmpdir(), 'teppan-electron-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('findElectron', () => {
  it('finds the executable in a folder that was named, and none in an empty one', () => {
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toBeUndefined();
    writeFileSync(join(folder, 'electron'), '');
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toBe(join(folder, 'electron'));
  });
});

describe('hasDisplay', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('on %s with %j is %s', (platform, environment, expected) => {
    expect(hasDisplay(platform, environment)).toBe(expected);
  });
});

describe.skipIf(process.platform === 'win32')('runDesktop (its stand-ins are shell scripts: not on Windows)', () => {
  const options: StartOptions = {
    dataDir: '/data',
    port: 4000,
    isBrowserForced: false,
    isDesktopWanted: false,
    opensBrowser: false,
    isDevelopment: false,
  };

  function standIn(name: string, script: string): string {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  it('hands folder and port to Electron, and is content when it ends well', async () => {
    const electron = standIn('good', 'shift; [ "$*" = "--data /data --port 4000" ]');
    await expect(runDesktop(electron, options)).resolves.toBe(true);
    expect(process.exitCode).toBe(0);
    process.exitCode = undefined;
  });

  it('tells when Electron could not start, so that the browser takes over', async () => {
    await expect(runDesktop(standIn('broken', 'exit 127'), options)).resolves.toBe(false);
    await expect(runDesktop(join(folder, 'missing'), options)).resolves.toBe(false);
  });
});
