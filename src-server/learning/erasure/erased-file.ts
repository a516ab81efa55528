import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A deletion, by the ids of what was deleted: it holds nothing that anybody said. */
const Erased = z.object({ id: z.uuid(), at: z.iso.datetime(), conversationIds: z.array(z.uuid()) });
export type Erased = z.infer<typeof Erased>;

const NAME = 'erased.jsonl';

/**
 * The list of deletions beside the database, in the data folder. A database that is restored from an older backup knows
 * nothing of them; this file does.
 */
export function openErasedFile(dataDir: string) {
  const file = join(dataDir, NAME);
  return {
    /** All that can be read. A line that was cut off by a crash is written again from the database. */
    async read(): Promise<Erased[]> {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      });
      return text.split('\n').flatMap((line) => parseLine(line) ?? []);
    },
    /** Begins with a line break, so that it is whole also after half a line. */
    async add(erased: Erased): Promise<void> {
      await appendFile(file, `\n${JSON.stringify(erased)}`, { mode: 0o600, flush: true });
    },
  };
}

function parseLine(line: string): Erased | undefined {
  try {
    return Erased.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
