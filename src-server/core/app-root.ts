import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that holds package.json, migrations/ and resources/, found by walking up from this file,
 * as the compiled tree (out/server/core) lies deeper than the source tree (src-server/core).
 */
export const APP_ROOT = findRoot(import.meta.dirname);

function findRoot(from: string): string {
  for (let dir = from; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json')) && existsSync(join(dir, 'migrations'))) return dir;
    if (dirname(dir) === dir)
      throw new Error(`No folder above ${from} holds package.json and migrations/: the installation is incomplete.`);
  }
}
