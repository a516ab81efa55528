import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether Postgres was shut down in order. It keeps its state in the third field of its control file. */
export async function wasShutDown(folder: string): Promise<boolean> {
  const control = await readFile(join(folder, 'global', 'pg_control')).catch(() => Buffer.alloc(0));
  const shutDownState = 1;
  return control.length > 20 && control.readUInt32LE(16) === shutDownState;
}
