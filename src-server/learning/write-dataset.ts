import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
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
  tokens: number;
  pages: Buffer[];
}

export interface PartKinds {
  /** How the file of the lines that are not held back is called, and that of those that are; the latter are left out without. */
  rest: string;
  held?: string;
  onLine?: (done: number) => Promise<void>;
}

/** What was collected, line by line with its id, until it is known which part each line belongs to. */
export interface Lines {
  add(id: string, tokens: number, line: string): Promise<void>;
  /** Writes the lines to two files, by whether they are marked 1. A file without a line is not made. */
  part(isHeld: Uint8Array, kinds: PartKinds): Promise<{ rest?: WrittenPart; held?: WrittenPart; heldCount: number }>;
  discard(): Promise<void>;
}

export async function createLines(files: DatasetFiles, id: string, name: string): Promise<Lines> {
  const all = await openFile(files.folder, `.${id}`, name);
  const path = join(files.folder, `.${id}.${name}.tmp`);
  return {
    add: (exampleId, tokens, line) => all.write(`${exampleId} ${tokens} ${line}\n`),
    async part(isHeld, { rest: restKind, held: heldKind, onLine }) {
      await all.finish();
      const [rest, held] = [createPart(files, restKind), createPart(files, heldKind)];
      let [index, heldCount] = [0, 0];
      for await (const text of createInterface({ input: createReadStream(path) })) {
        if (isHeld[index] === 1) heldCount += 1;
        await (isHeld[index] === 1 ? held : rest).add(text);
        index += 1;
        await onLine?.(index);
      }
      const parts = { rest: await rest.finish(), held: await held.finish() };
      return {
        ...(parts.rest && { rest: parts.rest }),
        ...(parts.held && { held: parts.held }),
        heldCount,
      };
    },
    discard: () => all.discard(),
  };
}

function createPart(files: DatasetFiles, kind: string | undefined) {
  let file: OpenFile | undefined;
  const pages: Buffer[] = [];
  let [count, tokens] = [0, 0];
  return {
    async add(text: string): Promise<void> {
      if (kind === undefined) return;
      file ??= await files.open(kind);
      const afterId = text.indexOf(' ');
      const afterTokens = text.indexOf(' ', afterId + 1);
      const at = count % PAGE_IDS;
      if (at === 0) pages.push(Buffer.alloc(PAGE_IDS * ID_BYTES));
      pages.at(-1)?.write(text.slice(0, afterId).replaceAll('-', ''), at * ID_BYTES, 'hex');
      count += 1;
      tokens += Number(text.slice(afterId + 1, afterTokens));
      await file.write(`${text.slice(afterTokens + 1)}\n`);
    },
    async finish(): Promise<WrittenPart | undefined> {
      return file === undefined ? undefined : { file: await files.finish(file), count, tokens, pages };
    },
  };
}

/** The ids of a part again, a page at a time. */
export function* idPages(written: WrittenPart | undefined) {
  for (const [page, bytes] of written?.pages.entries() ?? []) {
    const count = Math.min(PAGE_IDS, (written?.count ?? 0) - page * PAGE_IDS);
    const ids = Array.from({ length: count }, (_, n) => bytes.toString('hex', n * ID_BYTES, (n + 1) * ID_BYTES));
    yield { page, ids };
  }
}
