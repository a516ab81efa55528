import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** By this the fuses are found inside the executable; its version and number of fuses follow, then the fuses. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_VERSION = 1;
const FUSE_COUNT = 9;

/**
 * Writes a folder that electron-builder takes for an unpacked Electron, so that the app can be packed where the real
 * one cannot be downloaded. It holds everything that is packed but the program itself.
 */
export function writeStandInElectron(folder: string, version: string): void {
  const wire = Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([FUSE_VERSION, FUSE_COUNT]),
    Buffer.from('0'.repeat(FUSE_COUNT)),
  ]);
  const files: Record<string, string | Buffer> = {
    electron: Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), wire]),
    version,
    LICENSE: 'Stand-in',
    'LICENSES.chromium.html': 'Stand-in',
    'chrome_100_percent.pak': 'Stand-in',
    'resources.pak': 'Stand-in',
    'icudtl.dat': 'Stand-in',
    'v8_context_snapshot.bin': 'Stand-in',
    'locales/en-US.pak': 'Stand-in',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content, { mode: 0o755 });
  }
}
