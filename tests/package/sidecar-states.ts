import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { SidecarState } from '../../src-server/contract/sidecar.ts';

/** The first of the wanted states that a sidecar without a parent prints. Rejects with its log when it ends before. */
export function firstState(child: ChildProcess, wanted: SidecarState['state'][]): Promise<SidecarState> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('The sidecar needs pipes for its output.');
  let log = '';
  stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('exit', (exitCode) => reject(new Error(`The sidecar ended with ${exitCode}:\n${log}`)));
    createInterface({ input: stdout }).on('line', (line) => {
      const { data: state } = SidecarState.safeParse(JSON.parse(line));
      if (state !== undefined && wanted.includes(state.state)) resolve(state);
    });
  });
}
