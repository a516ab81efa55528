import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

export const ChildTask = z.object({
  database: z.union([z.object({ url: z.string() }), z.object({ dataDir: z.string() })]),
  dataDir: z.string(),
  createdBy: z.string(),
});

const Built = z.object({
  exported: z.number(),
  heldBack: z.number(),
  ms: z.number(),
  beforeMb: z.number(),
  peakMb: z.number(),
});

/**
 * What its heap may grow to. Left to itself, the engine lets what is no longer needed lie for as long as the machine has
 * memory; so the figure would be that of the machine. Where the build needed more, its process would end for lack of it.
 */
const HEAP_MB = 96;
const YOUNG_MB = 4;

/** Builds a dataset in a process of its own, over a database that this process has closed or that is on a server. */
export async function buildInChild(task: z.infer<typeof ChildTask>): Promise<z.infer<typeof Built>> {
  const child = fork(join(import.meta.dirname, 'dataset-child.ts'), [JSON.stringify(task)], {
    execArgv: [`--max-old-space-size=${HEAP_MB}`, `--max-semi-space-size=${YOUNG_MB}`],
  });
  let built: unknown;
  child.once('message', (message) => {
    built = message;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The process that builds the dataset ended with ${String(code)}.`);
  return Built.parse(built);
}
