import { fork } from 'node:child_process';
import { join } from 'node:path';
import { childEnvironment } from '../src-main/sidecar/child-environment.ts';
import type { SidecarProcess } from '../src-main/sidecar/supervisor.ts';

const ENTRY = join(import.meta.dirname, '..', 'out', 'server', 'index.js');

/** Starts the built sidecar as a child of this process. What it logs goes to `onLogLine`. */
export function forkSidecar(onLogLine: (text: string) => void): SidecarProcess {
  const child = fork(ENTRY, ['--parent'], {
    env: childEnvironment(process.env),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Its own process group: Ctrl-C reaches this process only, which then asks the sidecar to stop in order.
    detached: process.platform !== 'win32',
  });
  child.stderr?.on('data', (chunk: Buffer) => onLogLine(chunk.toString()));
  return {
    send(message) {
      // A child that is already gone reports itself by its exit.
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      child.once('exit', listener);
      child.once('error', () => listener(null));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
