import { decodeText } from './decode-text.ts';
import { readFrontMatter } from './front-matter.ts';
import { outcomeOf, type ReadOutcome } from './import-draft.ts';
import { cutTitle, titleFromName } from './name-title.ts';

const FIRST_HEADING = /^\s*(?:#{1,3}[ \t]+(?<hashed>[^\n]+?)[ \t]*#*|(?<underlined>[^\n]+)\n=+)[ \t]*(?:\n|$)/;

/**
 * Reads Markdown, with front matter or without. Front matter without a title, as other programs write it, leaves the
 * title to the first heading or the name of the file.
 */
export function readMarkdown(file: string, bytes: Uint8Array): ReadOutcome[] {
  const source = decodeText(bytes);
  const { fields, text } = readFrontMatter(source) ?? { fields: {} as Record<string, unknown>, text: source };
  if (typeof fields.title === 'string' && fields.title.trim() !== '')
    return [outcomeOf(file, { ...fields, bodyMarkdown: text })];
  return [outcomeOf(file, { ...fields, ...splitTitle(text, file) })];
}

/** A heading at the very start is the title, not part of the text. */
export function splitTitle(markdown: string, file: string): { title: string; bodyMarkdown: string } {
  const heading = FIRST_HEADING.exec(markdown);
  const title = heading?.groups?.hashed ?? heading?.groups?.underlined;
  const rest = heading === null ? markdown : markdown.slice(heading[0].length);
  if (title === undefined || rest.trim() === '') return { title: titleFromName(file), bodyMarkdown: markdown };
  return { title: cutTitle(plainText(title)), bodyMarkdown: rest };
}

function plainText(heading: string): string {
  return heading
    .replace(/<[^>]*>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]+/g, '');
}
