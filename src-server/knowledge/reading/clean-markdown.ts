import type { Html, Image, Link, Nodes, Parents, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { htmlToMarkdown } from './html-markdown.ts';
import { parseHtml } from './html-tree.ts';
import { textOf } from './main-content.ts';
import { isUnsafeLink, safeLink } from './safe-link.ts';
import { UnreadableError } from './unreadable-error.ts';

/** Tags without attributes that only style words; people write them in Markdown, and nothing can act through them. */
const STYLING_ONLY = /^(?:<\/?(?:b|strong|i|em|u|s|del|ins|mark|small|sub|sup|kbd|br|hr)\s*\/?>\s*)+$/i;
/** Elements whose content is no text. */
const OPENS_CODE = /^<(script|style|iframe|object|svg|math|template|noscript)\b/i;
/** HTML that says more than its words, and can be said in Markdown. */
const STRUCTURE = /<(?:table|ul|ol|dl|a|h[1-6]|p|pre|blockquote)[\s>]/i;
/** What a removal leaves may read as a tag again, on purpose; nobody writes this many layers by mistake. */
const MOST_PASSES = 5;

interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Takes out of a Markdown text what could act in a page: HTML beyond plain styling, links that run something, and
 * pictures, which would be loaded from elsewhere (they become links). A text without these is given back unchanged.
 */
export function cleanMarkdown(markdown: string): string {
  let text = markdown;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const edits = findEdits(fromMarkdown(text), text);
    if (edits.length === 0) return text;
    text = apply(text, edits);
  }
  throw new UnreadableError('Its HTML is written so that it cannot be cleaned. Write it as plain Markdown.');
}

function findEdits(root: Root, text: string): Edit[] {
  const edits: Edit[] = [];
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const edit = editOf(node, text);
    if (edit !== undefined) edits.push(edit);
    else if ('children' in node) {
      edits.push(...codeElements(node));
      waiting.push(...node.children);
    }
  }
  return edits;
}

function editOf(node: Nodes, text: string): Edit | undefined {
  switch (node.type) {
    case 'html':
      return STYLING_ONLY.test(node.value) ? undefined : replace(node, textOfHtml(node));
    case 'link':
    case 'definition':
      if (!isUnsafeLink(node.url)) return undefined;
      return replace(node, node.type === 'link' ? labelOf(node, text) : '');
    case 'image':
      return replace(node, linkOf(node));
    case 'imageReference':
      return replace(node, node.alt ?? '');
    default:
      return undefined;
  }
}

/** An element of code among words comes as a tag, its content as text, and a tag again: all of it goes. */
function codeElements({ children }: Parents): Edit[] {
  const edits: Edit[] = [];
  for (let at = 0; at < children.length; at += 1) {
    const child = children[at];
    const tag = child?.type === 'html' ? OPENS_CODE.exec(child.value)?.[1]?.toLowerCase() : undefined;
    if (child === undefined || tag === undefined) continue;
    const close = children.findIndex(
      (later, index) => index > at && later.type === 'html' && later.value.toLowerCase().startsWith(`</${tag}`),
    );
    const last = children[close];
    if (last === undefined) continue;
    edits.push({ start: startOf(child), end: endOf(last), text: '' });
    at = close;
  }
  return edits;
}

function textOfHtml(node: Html): string {
  if (STRUCTURE.test(node.value)) return htmlToMarkdown(parseHtml(node.value).root);
  // The text between other tags is Markdown, and is looked at again as such.
  return textOf(parseHtml(node.value, { decodeEntities: false }).root);
}

function linkOf({ url, alt, title }: Image): string {
  const label = (alt || title || '').replace(/[[\]]/g, '');
  const address = safeLink(url);
  return address === undefined || label === '' ? label : `[${label}](${address.replace(/[<>()]/g, escapeSign)})`;
}

function escapeSign(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16)}`;
}

function labelOf(link: Link, text: string): string {
  const [first, last] = [link.children[0], link.children.at(-1)];
  return first === undefined || last === undefined ? '' : text.slice(startOf(first), endOf(last));
}

function replace(node: Nodes, text: string): Edit {
  return { start: startOf(node), end: endOf(node), text };
}

function startOf(node: Nodes): number {
  return node.position?.start.offset ?? 0;
}

function endOf(node: Nodes): number {
  return node.position?.end.offset ?? 0;
}

/** Edits that lie inside an earlier one are done with it. */
function apply(text: string, edits: Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits.sort((one, other) => one.start - other.start || other.end - one.end)) {
    if (edit.start < at) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
