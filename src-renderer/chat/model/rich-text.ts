import { readLink } from './read-link.ts';

export type Inline =
  | { kind: 'text' | 'strong'; text: string }
  | {
      kind: 'link';
      text: string;
      href: string;
      /** Where it leads, to be shown beside a text that does not say so itself. */
      target: string | undefined;
    };

export type Block =
  | { kind: 'heading'; content: Inline[] }
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'list'; start: number | undefined; items: Inline[][] };

/**
 * Reads the few marks that answers use: lists, headings, bold and links. All the rest, HTML too, is plain text, so
 * there is nothing in a message that a page could run or load.
 */
export function parseRichText(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of withoutDirectionMarks(text).split(/\r?\n/)) {
    open = line.trim() === '' ? undefined : placeLine(line, open, blocks);
  }
  return blocks;
}

/** Puts a line into the open block where it belongs there, or else into a new one; returns the block that is open now. */
function placeLine(line: string, open: Block | undefined, blocks: Block[]): Block | undefined {
  const add = <B extends Block>(block: B): B => {
    blocks.push(block);
    return block;
  };
  const heading = /^#{1,6}\s+(.+)$/.exec(line)?.[1];
  if (heading !== undefined) {
    add({ kind: 'heading', content: parseInline(heading) });
    return undefined;
  }
  const item = listItem(line);
  if (item !== undefined) {
    const isSameList = open?.kind === 'list' && (open.start === undefined) === (item.number === undefined);
    const list = isSameList ? open : add({ kind: 'list', start: item.number, items: [] });
    if (list?.kind === 'list') list.items.push(parseInline(item.text));
    return list;
  }
  if (open?.kind === 'list' && /^\s/.test(line)) {
    open.items.at(-1)?.push({ kind: 'text', text: ' ' }, ...parseInline(line.trim()));
    return open;
  }
  const paragraph = open?.kind === 'paragraph' ? open : add({ kind: 'paragraph', lines: [] });
  paragraph.lines.push(parseInline(line.trim()));
  return paragraph;
}

function listItem(line: string): { number: number | undefined; text: string } | undefined {
  const bullet = /^\s*[-*•]\s+(.+)$/.exec(line)?.[1];
  if (bullet !== undefined) return { number: undefined, text: bullet };
  const [, number, text] = /^\s*(\d{1,3})[.)]\s+(.+)$/.exec(line) ?? [];
  return number === undefined || text === undefined ? undefined : { number: Number(number), text };
}

/** Bounded repetitions keep the time linear whatever is written. */
const MARKS = /\*\*([^*\n]{1,500})\*\*|\[([^\][\n]{1,300})\]\(([^()\s]{1,2000})\)|(\bhttps?:\/\/[^\s<>"]{1,2000})/g;

function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKS)) {
    const [whole, strong, label, labelled, bare] = match;
    const url = bare?.replace(/[.,;:!?)\]'*]+$/, '');
    const part =
      strong === undefined ? linkPart(url ?? labelled ?? '', label) : ({ kind: 'strong', text: strong } as const);
    if (part === undefined) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push(part);
    from = match.index + (url ?? whole).length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** What is not a link that may be followed stays as it was written. */
function linkPart(url: string, label: string | undefined): Inline | undefined {
  const link = readLink(url);
  if (link === undefined) return undefined;
  const text = label ?? link.display;
  return { kind: 'link', text, href: link.href, target: text === link.display ? undefined : link.host };
}

/** Characters that turn the direction of what follows could make an address read as another one. */
function withoutDirectionMarks(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}
