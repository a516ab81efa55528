import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const LARGEST_LOG_BYTES = 5_000_000;

/** Appends to a log that only this user can read. A full one becomes `<path>.old`, so two files are the most there is. */
export function createLogFile(path: string): (text: string) => void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return (text) => {
    if (size > LARGEST_LOG_BYTES) {
      renameSync(path, `${path}.old`);
      size = 0;
    }
    appendFileSync(path, text, { mode: 0o600 });
    size += Buffer.byteLength(text);
  };
}
