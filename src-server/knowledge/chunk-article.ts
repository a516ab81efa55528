import { createHash } from 'node:crypto';
import { plainText } from '../models/text/plain-text.ts';

/** About 200 words: room for one rule with its exceptions, short enough that its vector stands for one thing. */
const USUAL_CHARACTERS = 1200;
/** A single block (paragraph, list, table) may be this long before it is cut between its sentences. */
const LONGEST_CHARACTERS = 1600;

/** A part of an article, as it is embedded and cited. */
export interface ArticleChunk {
  position: number;
  /** The article's title, and the heading that the part stands under. */
  title: string;
  /** Markdown. */
  text: string;
  /** What the vector is made of: title and plain text. */
  embedText: string;
  /** Changes exactly when `embedText` or the shown text does. */
  contentHash: string;
}

/**
 * Cuts an article where its author did: at headings, then between blocks, and only a very long block between
 * sentences. Each chunk carries the article's title and its heading, so that it can be understood alone.
 */
export function chunkArticle(article: { title: string; bodyMarkdown: string }): ArticleChunk[] {
  return splitSections(article.bodyMarkdown)
    .flatMap(({ heading, text }) => packBlocks(text).map((packed) => ({ heading, text: packed })))
    .map(({ heading, text }, position) => {
      const title = heading === undefined ? article.title : `${article.title}: ${heading}`;
      const embedText = toEmbedText({ title, text });
      const contentHash = createHash('sha256').update(title).update('\n').update(text).digest('hex');
      return { position, title, text, embedText, contentHash };
    });
}

/** What the vector of a chunk is made of. */
export function toEmbedText(chunk: { title: string; text: string }): string {
  return `${chunk.title}\n${plainText(chunk.text)}`;
}

interface Section {
  heading: string | undefined;
  text: string;
}

/**
 * Parts under one heading each. Sections so short that two fit into one chunk stay together; a heading with nothing
 * under it but further headings is put before theirs.
 */
function splitSections(markdown: string): Section[] {
  const sections: Section[] = [];
  let outer: string[] = [];
  for (const part of markdown.trim().split(/\n(?=#{1,6} )/)) {
    const [, found, rest] = /^#{1,6} +(.*?)(?: +#+)?(?:\n([\s\S]*))?$/.exec(part) ?? [undefined, undefined, part];
    const text = (rest ?? '').trim();
    const headings = found === undefined ? outer : [...outer, plainText(found)];
    const before = sections.at(-1);
    if (text === '') outer = headings;
    else if (before !== undefined && outer.length === 0 && before.text.length + part.length <= USUAL_CHARACTERS / 2)
      before.text += `\n\n${part.trim()}`;
    else {
      sections.push({ heading: headings.length === 0 ? undefined : headings.join(': '), text });
      outer = [];
    }
  }
  if (outer.length > 0) sections.push({ heading: undefined, text: outer.join('\n\n') });
  return sections;
}

/** Fills chunks with whole blocks, as evenly as the blocks allow. */
function packBlocks(text: string): string[] {
  const blocks = text.split(/\n{2,}/).flatMap(cutLongBlock);
  const count = Math.ceil(text.length / USUAL_CHARACTERS);
  const target = text.length / count;
  const packed: string[] = [];
  let current = '';
  for (const block of blocks) {
    const joined = current === '' ? block : `${current}\n\n${block}`;
    if (current !== '' && joined.length > USUAL_CHARACTERS) {
      packed.push(current);
      current = block;
    } else if (joined.length >= target && packed.length < count - 1) {
      packed.push(joined);
      current = '';
    } else current = joined;
  }
  return current === '' ? packed : [...packed, current];
}

function cutLongBlock(block: string): string[] {
  if (block.length <= LONGEST_CHARACTERS) return [block];
  const pieces: string[] = [];
  let current = '';
  for (const unit of block.split(/\n|(?<=[.!?]["')]?) +(?=\S)/).flatMap(cutLongUnit)) {
    const glue = /^\s*(?:[-*+]|\d+\.) /.test(unit) ? '\n' : ' ';
    if (current !== '' && current.length + unit.length + 1 > USUAL_CHARACTERS) {
      pieces.push(current);
      current = unit;
    } else current = current === '' ? unit : current + glue + unit;
  }
  return current === '' ? pieces : [...pieces, current];
}

/** Text without any sentence end, such as a pasted log, is cut between words, and without spaces anywhere. */
function cutLongUnit(unit: string): string[] {
  if (unit.length <= USUAL_CHARACTERS) return [unit];
  return (
    unit
      .match(new RegExp(`.{1,${USUAL_CHARACTERS}}(?:\\s|$)|.{1,${USUAL_CHARACTERS}}`, 'gsu'))
      ?.map((part) => part.trim()) ?? []
  );
}
