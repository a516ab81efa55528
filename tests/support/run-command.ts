import { spawn } from 'node:child_process';

export interface CommandResult {
  ok: boolean;
  /** What the command printed on both streams, its last 20,000 characters. */
  output: string;
}

/** Why something that the tests need is not there, as a sentence that names the remedy. */
export interface NotFound {
  missing: string;
}

/** Runs a program to its end without a shell and without input. A program that does not exist is a failed run, not an exception. */
export function runCommand(
  command: string,
  args: readonly string[],
  { timeoutMs = 60_000, env }: { timeoutMs?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      env: env ?? process.env,
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output: output.trim() }));
  });
}

/** The last line that a failed command printed: most often the one that says why. */
export function lastLine(output: string): string {
  return output.split('\n').at(-1)?.trim() || 'it printed nothing';
}
