import { join } from 'node:path';
import { z } from 'zod';
import { createJsonFile } from '../services/json-file.ts';

const Remembered = z.object({ port: z.int().min(0).max(65_535).default(0) });

/**
 * The port that this data folder was last served on; 0 the first time. With the same one the console keeps its
 * origin, and finds again what the browser stored for it.
 */
export function createRememberedPort(dataDir: string): { read(): number; write(port: number): void } {
  const file = createJsonFile(join(dataDir, 'desktop', 'port.json'), Remembered);
  return { read: () => file.read().port, write: (port) => file.write({ port }) };
}
