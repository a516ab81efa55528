import { UnreadableError } from './unreadable-error.ts';

export type FileKind = 'markdown' | 'html' | 'pdf' | 'docx' | 'csv' | 'text' | 'zip';

const KINDS: Record<string, FileKind> = {
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  pdf: 'pdf',
  docx: 'docx',
  csv: 'csv',
  tsv: 'csv',
  txt: 'text',
  text: 'text',
  zip: 'zip',
};

const READABLE = 'Teppan reads Markdown, HTML, PDF, DOCX, CSV, TXT, and ZIPs of these';

/** How files begin whose kind is beyond doubt: a prefix in Latin-1, and what it is or which kind of ours. */
const SIGNATURES: readonly (readonly [prefix: string, is: { kind: FileKind } | { what: string }])[] = [
  ['%PDF-', { kind: 'pdf' }],
  ['PK\x03\x04', { kind: 'zip' }],
  ['PK\x05\x06', { kind: 'zip' }],
  ['\x89PNG', { what: 'a picture' }],
  ['\xff\xd8\xff', { what: 'a picture' }],
  ['GIF8', { what: 'a picture' }],
  ['II*\0', { what: 'a picture' }],
  ['MM\0*', { what: 'a picture' }],
  ['RIFF', { what: 'a picture, a sound or a film' }],
  ['ID3', { what: 'a sound' }],
  ['OggS', { what: 'a sound or a film' }],
  ['\x1aE\xdf\xa3', { what: 'a film' }],
  ['MZ', { what: 'a program' }],
  ['\x7fELF', { what: 'a program' }],
  ['\xca\xfe\xba\xbe', { what: 'a program' }],
  ['\xcf\xfa\xed\xfe', { what: 'a program' }],
  ['\0asm', { what: 'a program' }],
  ['SQLite format 3', { what: 'a database' }],
  ['Rar!', { what: 'a RAR archive. Unpack it and import its files' }],
  ["7z\xbc\xaf'\x1c", { what: 'a 7z archive. Unpack it and import its files' }],
  ['\x1f\x8b', { what: 'a gzip archive. Unpack it and import its files' }],
  ['\xd0\xcf\x11\xe0', { what: 'an old or a password-protected Office document. Save it as DOCX without a password' }],
  ['{\\rtf', { what: 'an RTF document. Save it as DOCX' }],
];

/**
 * The kind of a file by its content and its name together: a name that says something else than the content is
 * refused, as one of them is a mistake or a trick.
 */
export function fileKind(name: string, bytes: Uint8Array): FileKind {
  if (bytes.byteLength === 0) throw new UnreadableError('It is empty.');
  const extension = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase();
  const named = extension === undefined ? undefined : KINDS[extension];
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1_024)).toString('latin1');

  const signature = SIGNATURES.find(([prefix]) => start.startsWith(prefix))?.[1];
  // Text may begin with "MZ" or "RIFF" by chance; programs and films hold bytes that no text does.
  if (
    signature !== undefined &&
    'what' in signature &&
    (named === undefined || hasBinary(start) || start.startsWith('{\\rtf'))
  )
    throw new UnreadableError(`It is ${signature.what}. ${READABLE}.`);
  const found = signature !== undefined && 'kind' in signature ? signature.kind : undefined;

  if (named === undefined) {
    if (extension !== undefined && found === undefined)
      throw new UnreadableError(`It is a .${extension} file. ${READABLE}.`);
    return found ?? (looksLikePage(start) ? 'html' : 'text');
  }
  if (found === 'zip' && (named === 'docx' || named === 'zip')) return named;
  if (found !== undefined && found !== named) throw new UnreadableError(mismatch(found.toUpperCase(), extension));
  if (found === undefined && (named === 'pdf' || named === 'docx' || named === 'zip')) {
    // Readers forgive some bytes before the beginning, and so do the programs that write PDF.
    if (named === 'pdf' && start.includes('%PDF-')) return 'pdf';
    throw new UnreadableError(
      `Its name ends with .${extension}, but it is not a ${named.toUpperCase()} file, or a damaged one.`,
    );
  }
  if (named !== 'html' && looksLikePage(start)) throw new UnreadableError(mismatch('web page', extension));
  return named;
}

function mismatch(found: string, extension: string | undefined): string {
  return `It is a ${found}, but its name ends with .${extension}. Give it the right ending if you trust it.`;
}

function hasBinary(start: string): boolean {
  for (let at = 0; at < start.length; at += 1) {
    const code = start.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) return true;
  }
  return /[\x80-\x9f]/.test(start);
}

function looksLikePage(start: string): boolean {
  return /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html[\s>])/i.test(start);
}
