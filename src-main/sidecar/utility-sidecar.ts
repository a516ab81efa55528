import type { utilityProcess as electronUtilityProcess, UtilityProcess } from 'electron';
import { childEnvironment } from './child-environment.ts';
import type { SidecarProcess } from './supervisor.ts';

export interface UtilitySidecarDeps {
  utilityProcess: Pick<typeof electronUtilityProcess, 'fork'>;
  /** The sidecar's entry, `out/server/index.js`. */
  entry: string;
  environment: NodeJS.ProcessEnv;
  /** Takes what the sidecar writes to its log. */
  onLogLine(text: string): void;
}

/** Starts the sidecar as a utility process of Electron. Its configuration comes by message, not in arguments. */
export function launchUtilitySidecar(deps: UtilitySidecarDeps): SidecarProcess {
  const child: UtilityProcess = deps.utilityProcess.fork(deps.entry, ['--parent'], {
    serviceName: 'Teppan sidecar',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: childEnvironment(deps.environment),
  });
  child.stderr?.on('data', (chunk: Buffer) => deps.onLogLine(chunk.toString()));
  const spawned = Promise.withResolvers<void>();
  child.once('spawn', () => spawned.resolve());
  return {
    send: (message) => void spawned.promise.then(() => child.postMessage(message)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    // The kind signal of `child.kill()` does not end a process that hangs.
    kill: () => void (child.pid !== undefined && process.kill(child.pid, 'SIGKILL')),
  };
}
