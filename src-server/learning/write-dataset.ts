import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DatasetPart } from './dataset-examples.store.ts';
import { type OpenFile, openFile, type PreparedFile } from './dataset-files.ts';

/** The files of a dataset while they are made. All of them bear temporary names until `publish`. */
export interface DatasetFiles {
  readonly folder: string;
  open(kind: string): Promise<OpenFile>;
  finish(file: OpenFile): Promise<PreparedFile>;
  /** Gives the finished files their names. The one that was finished first comes last: where it is, its companions are. */
  publish(base: string): Promise<void>;
  discard(): Promise<void>;
}

export function createDatasetFiles(folder: string, id: string): DatasetFiles {
  const open = new Set<OpenFile>();
  const finished: PreparedFile[] = [];
  return {
    folder,
    async open(kind) {
      const file = await openFile(folder, `.${id}`, kind);
      open.add(file);
      return file;
    },
    async finish(file) {
      const prepared = await file.finish();
      open.delete(file);
      finished.push(prepared);
      return prepared;
    },
    async publish(base) {
      for (const file of [...finished].reverse()) await file.publish(base);
    },
    async discard() {
      for (const file of open) await file.discard();
      for (const file of finished) await file.discard();
    },
  };
}

/** A page of ids, as sixteen bytes each. */
const PAGE_IDS = 1_000;
const ID_BYTES = 16;

export interface WrittenPart {
  file: PreparedFile;
  count: number;
  pages: Buffer[];
}

/** What was collected, line by line with its id, until it is known which part each line belongs to. */
export interface Lines {
  add(id: string, line: string): Promise<void>;
  /** Writes the lines that are marked 1 to the one file and the others to the other, which is left out when it is empty. */
  part(isHeld: Uint8Array): Promise<{ train: WrittenPart; validation: WrittenPart | undefined }>;
  discard(): Promise<void>;
}

export async function createLines(files: DatasetFiles, id: string): Promise<Lines> {
  const all = await openFile(files.folder, `.${id}`, 'lines');
  const path = join(files.folder, `.${id}.lines.tmp`);
  return {
    add: (exampleId, line) => all.write(`${exampleId} ${line}\n`),
    async part(isHeld) {
      await all.finish();
      const train = await createPart(files, 'jsonl');
      const validation = isHeld.includes(1) ? await createPart(files, 'validation.jsonl') : undefined;
      let index = 0;
      for await (const text of createInterface({ input: createReadStream(path) })) {
        const part = isHeld[index] === 1 && validation !== undefined ? validation : train;
        const space = text.indexOf(' ');
        await part.add(text.slice(0, space), `${text.slice(space + 1)}\n`);
        index += 1;
      }
      return { train: await train.finish(), validation: await validation?.finish() };
    },
    discard: () => all.discard(),
  };
}

async function createPart(files: DatasetFiles, kind: string) {
  const file = await files.open(kind);
  const pages: Buffer[] = [];
  let count = 0;
  return {
    async add(id: string, line: string): Promise<void> {
      const at = count % PAGE_IDS;
      if (at === 0) pages.push(Buffer.alloc(PAGE_IDS * ID_BYTES));
      pages.at(-1)?.write(id.replaceAll('-', ''), at * ID_BYTES, 'hex');
      count += 1;
      await file.write(line);
    },
    async finish(): Promise<WrittenPart> {
      return { file: await files.finish(file), count, pages };
    },
  };
}

/** The ids of a part again, a page at a time, with what they are pages of. */
export function* idPages(part: DatasetPart, written: WrittenPart | undefined) {
  for (const [page, ids] of written?.pages.entries() ?? []) {
    const count = Math.min(PAGE_IDS, (written?.count ?? 0) - page * PAGE_IDS);
    const exampleIds = Array.from({ length: count }, (_, n) => ids.toString('hex', n * ID_BYTES, (n + 1) * ID_BYTES));
    yield { part, page, exampleIds };
  }
}
