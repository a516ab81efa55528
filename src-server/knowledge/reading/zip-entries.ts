import { inflateRawSync } from 'node:zlib';
import type { ArchiveEntry, PackedEntry } from './reader-messages.ts';
import { UnreadableError } from './unreadable-error.ts';

const MOST_ENTRIES = 2_000;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const DAMAGED = 'It is a damaged ZIP. Pack it again.';

/** What systems put beside the files that a person packed. */
const BYCATCH = /(?:^|\/)(?:__MACOSX\/|\.[^/]+(?:\/|$)|Thumbs\.db$|desktop\.ini$)/;

/**
 * The files of a ZIP by its directory, with nothing unpacked. An entry that says itself to be too large is refused
 * here; one that lies is found out by `unpack`.
 */
export function listEntries(zip: Uint8Array, largestBytes: number): ArchiveEntry[] {
  return readDirectory(zip)
    .filter(({ name }) => !name.endsWith('/') && !BYCATCH.test(insideName(name)))
    .map(({ name: rawName, packed, sizeBytes, reason }) => {
      const name = insideName(rawName);
      if (reason !== undefined) return { name, reason };
      if (sizeBytes > largestBytes) return { name, reason: tooLarge(largestBytes) };
      return { name, packed };
    });
}

interface DirectoryEntry {
  name: string;
  sizeBytes: number;
  packed: PackedEntry;
  reason?: string;
}

/** The directory at the end of a ZIP, as it stands there. */
export function readDirectory(zip: Uint8Array): DirectoryEntry[] {
  const data = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > data.length || data.readUInt32LE(end) !== END_SIGNATURE) throw new UnreadableError(DAMAGED);
  const count = data.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES)
    throw new UnreadableError(`It holds ${count} files; up to ${MOST_ENTRIES} are read. Split it into smaller ZIPs.`);
  const entries: DirectoryEntry[] = [];
  let at = data.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new UnreadableError(DAMAGED);
    const flags = data.readUInt16LE(at + 8);
    const method = data.readUInt16LE(at + 10);
    const nameLength = data.readUInt16LE(at + 28);
    const packed: PackedEntry = {
      start: data.readUInt32LE(at + 42),
      packedBytes: data.readUInt32LE(at + 20),
      method: method === 0 ? 'stored' : 'deflated',
    };
    const entry: DirectoryEntry = {
      name: decodeName(data.subarray(at + 46, at + 46 + nameLength)),
      sizeBytes: data.readUInt32LE(at + 24),
      packed,
    };
    if ((flags & 1) === 1) entry.reason = 'It is protected with a password. Pack it without one.';
    else if (method !== 0 && method !== 8)
      entry.reason = 'It is packed in an unusual way. Pack it again as an ordinary ZIP.';
    entries.push(entry);
    at += 46 + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
  return entries;
}

/** The packed bytes of an entry. */
export function packedData(zip: Uint8Array, { start, packedBytes }: PackedEntry): Uint8Array {
  const data = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  if (start + 30 > data.length || data.readUInt32LE(start) !== LOCAL_SIGNATURE) return new Uint8Array();
  const from = start + 30 + data.readUInt16LE(start + 26) + data.readUInt16LE(start + 28);
  return new Uint8Array(data.subarray(from, from + packedBytes));
}

/** Unpacks to at most `largestBytes`, whatever the directory says about the size. */
export function unpack(packed: Uint8Array, method: PackedEntry['method'], largestBytes: number): Uint8Array {
  if (method === 'stored') return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: largestBytes });
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    throw new UnreadableError(isTooLarge ? tooLarge(largestBytes) : DAMAGED, { cause: error });
  }
}

function tooLarge(largestBytes: number): string {
  return `It unpacks to more than ${Math.round(largestBytes / 1_000_000)} MB. Split it into smaller files.`;
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A name that stays inside the ZIP and can be shown: no `..`, no drive, no signs that reorder or hide text. */
function insideName(name: string): string {
  const parts = name
    .replaceAll('\\', '/')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .split('/')
    .filter((part, index) => part !== '' && part !== '.' && part !== '..' && !(index === 0 && /^[a-z]:$/i.test(part)));
  return parts.join('/').slice(-250) || 'unnamed';
}
