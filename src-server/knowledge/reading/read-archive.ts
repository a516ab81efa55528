import type { ReadOutcome } from './import-draft.ts';
import type { ImportFile, ReadLimits } from './read-file.ts';
import type { ArchiveEntry } from './reader-messages.ts';
import { type ReaderThread, ReadingLimitError } from './reader-thread.ts';
import { packedData } from './zip-entries.ts';

/** A ZIP whose files break the limits again and again would otherwise keep the reader busy for hours. */
const MOST_BROKEN_LIMITS = 3;

/**
 * Reads the files of a ZIP, each with the limits of a single file. Only packed bytes are held here: the unpacking
 * happens in the thread, one file at a time. Outcomes are named `folder.zip/inside/refunds.md`.
 */
export async function readArchive(
  thread: ReaderThread,
  archive: ImportFile,
  entries: readonly ArchiveEntry[],
  limits: ReadLimits,
  signal?: AbortSignal,
): Promise<ReadOutcome[]> {
  const outcomes: ReadOutcome[] = [];
  let unpackedBytes = 0;
  let brokenLimits = 0;
  for (const entry of entries) {
    const file = `${archive.name}/${entry.name}`;
    if ('reason' in entry) {
      outcomes.push({ file, reason: entry.reason });
      continue;
    }
    if (unpackedBytes > limits.archiveBytes || brokenLimits >= MOST_BROKEN_LIMITS) {
      outcomes.push({
        file: archive.name,
        reason: 'The rest of it is too large to be read. Split it into smaller ZIPs.',
      });
      break;
    }
    try {
      const bytes = packedData(archive.bytes, entry.packed);
      const result = await thread.run({ name: file, bytes, method: entry.packed.method }, signal);
      if (result.type === 'archive')
        outcomes.push({ file, reason: 'It is a ZIP inside a ZIP. Unpack it and import its files.' });
      else {
        unpackedBytes += result.unpackedBytes;
        outcomes.push(...result.outcomes);
      }
    } catch (error) {
      if (!(error instanceof ReadingLimitError)) throw error;
      brokenLimits += 1;
      outcomes.push({ file, reason: error.message });
    }
  }
  if (outcomes.length === 0) outcomes.push({ file: archive.name, reason: 'It holds no files.' });
  return outcomes;
}
