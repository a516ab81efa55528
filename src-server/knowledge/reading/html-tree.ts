import type { Element, ElementContent, Root } from 'hast';
import { Parser } from 'htmlparser2';
import { safeLink } from './safe-link.ts';
import { UnreadableError } from './unreadable-error.ts';

/** A page as it can be read: only what structures text, without attributes that act, hide or load. */
interface HtmlPage {
  root: Root;
  /** What the head of the page calls it. */
  title: string | undefined;
}

/** No document that a person wrote is deeper; what is inside the last level is laid side by side. */
const DEEPEST_KEPT = 100;
/** The parser's time grows with the square of the depth: 100,000 levels took it 18 s, 5,000 take it 40 ms. */
const DEEPEST_READ = 5_000;

/** Gone with everything in them: what runs, loads, draws, is filled in, or is not shown. */
const DROPPED = new Set(
  `script style noscript template iframe frame frameset noframes noembed object embed applet portal svg math canvas
   video audio map button select datalist textarea input dialog menu`.split(/\s+/),
);
const KEPT = new Set(
  `h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd table thead tbody tfoot tr td th caption blockquote pre code strong b em i
   del s a br hr main article header footer nav aside section details summary`.split(/\s+/),
);
/** Blocks of no meaning of their own: they still keep their text apart from its neighbours'. */
const PLAIN_BLOCKS = new Set('div address fieldset figure figcaption center form legend hgroup'.split(' '));
const VOID = new Set(['br', 'hr']);

const HIDING_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i;
const HIDING_CLASS = /(?:^|\s)(?:hidden|d-none|sr-only|visually-hidden|screen-reader-text)(?:\s|$)/i;

/** What `role`, class and id say of an element; the picking of the main content reads it. */
export interface Marks {
  role: string;
  words: string;
}

/** Reads a page in one pass, without recursion. Entities stay as they are for who goes on with the text as source. */
export function parseHtml(html: string, { decodeEntities = true } = {}): HtmlPage {
  const root: Root = { type: 'root', children: [] };
  /** One entry for each open tag; a tag that is not kept goes on in the element around it. */
  const open: OpenTag[] = [];
  const outside: OpenTag = { into: root, depth: 0, dropped: false };
  let title: string | undefined;
  let inTitle = false;

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const around = open.at(-1) ?? outside;
        if (open.length > DEEPEST_READ) throw new UnreadableError(`It is nested deeper than ${DEEPEST_READ} levels.`);
        inTitle = tag === 'title' && title === undefined && !around.dropped;
        const dropped = around.dropped || tag === 'title' || DROPPED.has(tag) || isHidden(attributes);
        const element = dropped || around.depth >= DEEPEST_KEPT ? undefined : elementOf(tag, attributes);
        if (element !== undefined) around.into.children.push(element);
        if (element === undefined || VOID.has(tag)) open.push({ ...around, dropped });
        else open.push({ into: element, depth: around.depth + 1, dropped });
      },
      ontext(text) {
        if (inTitle) title = (title ?? '') + text;
        const { into, dropped } = open.at(-1) ?? outside;
        if (!dropped) addText(into.children as ElementContent[], text.replaceAll('\u00A0', ' '));
      },
      onclosetag() {
        inTitle = false;
        open.pop();
      },
    },
    { decodeEntities },
  );
  parser.end(html);
  return { root, title: title?.replace(/\s+/g, ' ').trim() || undefined };
}

interface OpenTag {
  into: Root | Element;
  depth: number;
  dropped: boolean;
}

function isHidden(attributes: Record<string, string>): boolean {
  return (
    attributes.hidden !== undefined ||
    attributes['aria-hidden'] === 'true' ||
    HIDING_STYLE.test(attributes.style ?? '') ||
    HIDING_CLASS.test(attributes.class ?? '')
  );
}

function elementOf(tag: string, attributes: Record<string, string>): Element | undefined {
  const tagName = KEPT.has(tag) ? tag : PLAIN_BLOCKS.has(tag) || attributes.role !== undefined ? 'div' : undefined;
  if (tagName === undefined) return undefined;
  const element: Element = { type: 'element', tagName, properties: {}, children: [] };
  if (tag === 'a') {
    const href = safeLink(attributes.href ?? '');
    if (href === undefined) element.tagName = 'span';
    else element.properties = { href };
  }
  for (const span of ['colspan', 'rowspan'] as const) {
    const cells = Number(attributes[span]);
    if ((tag === 'td' || tag === 'th') && Number.isInteger(cells) && cells > 1)
      element.properties[span === 'colspan' ? 'colSpan' : 'rowSpan'] = Math.min(cells, 50);
  }
  const start = Number(attributes.start);
  if (tag === 'ol' && Number.isInteger(start) && start > 0 && start < 1e6) element.properties.start = start;
  const marks: Marks = { role: attributes.role ?? '', words: `${attributes.class ?? ''} ${attributes.id ?? ''}` };
  if (marks.role !== '' || marks.words !== ' ') element.data = { marks } as Element['data'] & { marks: Marks };
  return element;
}

function addText(children: ElementContent[], value: string): void {
  const last = children.at(-1);
  if (last?.type === 'text') last.value += value;
  else children.push({ type: 'text', value });
}
