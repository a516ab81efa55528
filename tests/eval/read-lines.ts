import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

/** The rows of a JSON Lines file, each checked; an error names file and line. */
export async function readLines<S extends z.ZodType>(file: string, row: S): Promise<z.output<S>[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [row.parse(JSON.parse(line))];
    } catch (cause) {
      throw new Error(`Line ${index + 1} of ${file} is not as expected.`, { cause });
    }
  });
}
