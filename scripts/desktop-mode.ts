import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { StartOptions } from './start-options.ts';

/** An Electron that ends this soon with an error has not shown a window: libraries or a display are missing. */
const FAILED_START_MS = 5_000;

/** Runs the desktop app until it is closed. Resolves with false where Electron could not even start. */
export async function runDesktop(electron: string, { dataDir, port }: StartOptions): Promise<boolean> {
  const args = ['--data', dataDir, ...(port === undefined ? [] : ['--port', String(port)])];
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const startedMs = performance.now();
  const child = spawn(electron, [join(import.meta.dirname, '..'), ...args], { stdio: 'inherit', env });
  // A terminal's Ctrl-C reaches Electron as well, which then closes in order; this process waits for it.
  const ignoreInterrupt = () => undefined;
  const endChild = () => void child.kill('SIGTERM');
  process.on('SIGINT', ignoreInterrupt).on('SIGTERM', endChild);
  const exitCode = await new Promise<number | null>((done) => {
    child.on('exit', done);
    child.on('error', () => done(127));
  });
  process.off('SIGINT', ignoreInterrupt).off('SIGTERM', endChild);
  if (exitCode !== 0 && performance.now() - startedMs < FAILED_START_MS) return false;
  process.exitCode = exitCode ?? 1;
  return true;
}
