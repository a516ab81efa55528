import { type FileKind, fileKind } from './file-kind.ts';
import type { ReadOutcome } from './import-draft.ts';
import type { ReadResult, ToReader } from './reader-messages.ts';
import { UnreadableError } from './unreadable-error.ts';
import { listEntries, unpack } from './zip-entries.ts';

type Reader = (file: string, bytes: Uint8Array) => ReadOutcome[] | Promise<ReadOutcome[]>;

/** Each reader is loaded when the first file of its kind comes: those of PDF and DOCX are large. */
const READERS: Record<Exclude<FileKind, 'zip'>, () => Promise<Reader>> = {
  markdown: async () => (await import('./read-markdown.ts')).readMarkdown,
  text: async () => (await import('./read-text.ts')).readText,
  html: async () => (await import('./read-html.ts')).readHtml,
  csv: async () => (await import('./read-csv.ts')).readCsv,
  pdf: async () => (await import('./read-pdf.ts')).readPdf,
  docx: async () => (await import('./read-docx.ts')).readDocx,
};

/** Reads one file, inside the thread. Never rejects: what a parser throws becomes the reason. */
export async function readBytes({ name, bytes, method, fileBytes }: ToReader): Promise<ReadResult> {
  try {
    const content = method === undefined ? bytes : unpack(bytes, method, fileBytes);
    const kind = fileKind(name, content);
    if (kind === 'zip') return { type: 'archive', entries: listEntries(content, fileBytes) };
    const read = await READERS[kind]();
    return { type: 'outcomes', outcomes: await read(name, content), unpackedBytes: content.byteLength };
  } catch (error) {
    return { type: 'outcomes', outcomes: [{ file: name, reason: reasonOf(error) }], unpackedBytes: bytes.byteLength };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof UnreadableError) return error.message;
  if (error instanceof RangeError) return 'It is nested too deep or too large inside. Save it in a simpler form.';
  return 'It is damaged or of an unusual kind. Open it in the program that it comes from and save it again.';
}
