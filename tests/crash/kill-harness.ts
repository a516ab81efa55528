import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

export interface KillOptions {
  /** The program that writes and prints `ready` and `ack <number>` lines, as command and arguments. */
  command: readonly string[];
  /** When to kill it, in milliseconds, counted from its `ready` line or from its start. */
  after: { event: 'ready' | 'spawn'; ms: number };
}

export interface KilledRun {
  /** The numbers that the program said were saved. */
  acknowledged: number[];
  /** From the start of the program to its `ready` line; undefined where it was killed before. */
  readyMs: number | undefined;
  /** What it wrote to standard error. */
  errors: string;
}

/** Runs a program until a moment and kills it with SIGKILL, which no program can prepare for. */
export async function runAndKill(options: KillOptions): Promise<KilledRun> {
  const [program = '', ...args] = options.command;
  const startedAt = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const run: KilledRun = { acknowledged: [], readyMs: undefined, errors: '' };
  const ready = Promise.withResolvers<void>();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));

  child.stderr.on('data', (data: Buffer) => {
    run.errors += data.toString();
  });
  createInterface(child.stdout).on('line', (line) => {
    const [word, number] = line.split(' ');
    if (word === 'ack') run.acknowledged.push(Number(number));
    if (word === 'ready') {
      run.readyMs = performance.now() - startedAt;
      ready.resolve();
    }
  });

  if (options.after.event === 'ready') await Promise.race([ready.promise, ended]);
  await Promise.race([delay(options.after.ms), ended]);
  const killed = child.kill('SIGKILL');
  await ended;
  if (!killed) throw new Error(`The program ended by itself:\n${run.errors}`);
  return run;
}
