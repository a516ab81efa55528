import { decodeText } from './decode-text.ts';
import { outcomeOf, type ReadOutcome } from './import-draft.ts';
import { cutTitle, titleFromName } from './name-title.ts';
import { splitTitle } from './read-markdown.ts';

const LONGEST_TITLE_LINE = 100;

/** Reads plain text: what looks like a list or a heading stays one, and what looks like HTML is text. */
export function readText(file: string, bytes: Uint8Array): ReadOutcome[] {
  const lines = decodeText(bytes)
    .replaceAll('<', '\\<')
    .split('\n')
    .map((line) => line.replace(/^\s{4,}/, '   ').trimEnd());
  const text = lines.join('\n').trim();
  const [first = '', second = '', ...rest] = text.split('\n');
  // A short line that stands alone above the text is its title.
  const isTitle =
    first.length <= LONGEST_TITLE_LINE && second === '' && rest.length > 0 && !/^[-*#>\d]|[.,;]$/.test(first);
  const parts = isTitle
    ? { title: cutTitle(first.replaceAll('\\<', '<')), bodyMarkdown: rest.join('\n') }
    : splitTitle(text, file);
  return [outcomeOf(file, { ...parts, title: parts.title || titleFromName(file) })];
}
