import { watch } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['src-server', 'src-renderer', 'src-main'];
const SETTLE_MS = 200;

/** Calls `onChange` when source files have changed and then been left alone for a moment, one call at a time. */
export function watchSources(onChange: () => Promise<void>): void {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(onChange);
    }, SETTLE_MS);
  };
  for (const folder of FOLDERS) watch(join(ROOT, folder), { recursive: true }, changed);
}
