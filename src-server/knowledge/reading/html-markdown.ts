import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toMdast } from 'hast-util-to-mdast';
import type { Nodes } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';
import { elementsOf, textOf } from './main-content.ts';

const STYLE: Options = {
  bullet: '-',
  rule: '-',
  emphasis: '_',
  listItemIndent: 'one',
  resourceLink: true,
  extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
  handlers: {
    delete: (node, _parent, state, info) =>
      `~~${state.containerPhrasing(node, { ...info, before: '~', after: '~' })}~~`,
  },
};

/** The Markdown of a document tree; text that would be read as Markdown or HTML is escaped. */
export function writeMarkdown(tree: Nodes): string {
  return toMarkdown(tree, STYLE).trim();
}

/** The Markdown of a page or of a part of one. Its headings begin below the title. */
export function htmlToMarkdown(root: Root): string {
  const hasTop = [...elementsOf(root)].some(({ tagName }) => tagName === 'h1');
  return writeMarkdown(toMdast({ type: 'root', children: tidy(root.children, hasTop ? 1 : 0) as Root['children'] }));
}

/** The first heading of a page when it comes before any text, taken out of the page: it is the title. */
export function takeTitle(root: Root): { title: string | undefined; root: Root } {
  const headings = [...elementsOf(root)].filter(({ tagName }) => /^h[1-3]$/.test(tagName));
  const heading = headings.find(({ tagName }) => tagName === 'h1') ?? headings[0];
  const title = heading === undefined ? '' : textOf(heading).replace(/\s+/g, ' ').trim();
  if (heading === undefined || title === '') return { title: undefined, root };
  const isFirst = textOf(root).trimStart().startsWith(textOf(heading).trimStart());
  return { title, root: isFirst ? without(root, heading) : root };
}

function without<Parent extends Root | Element>(parent: Parent, gone: Element): Parent {
  const children = parent.children
    .filter((child) => child !== gone)
    .map((child) => (child.type === 'element' ? without(child, gone) : child));
  return { ...parent, children };
}

/** Changes what reads badly as text, such as tables that only lay out. */
function tidy(nodes: readonly RootContent[], lowerBy: number): RootContent[] {
  return nodes.map((node): RootContent => {
    if (node.type !== 'element') return node;
    const children = tidy(node.children, lowerBy) as ElementContent[];
    if (node.tagName === 'ul' || node.tagName === 'ol') return { ...node, children: children.map(asItem) };
    const level = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (level !== undefined) return { ...node, tagName: `h${Math.min(Number(level) + lowerBy, 6)}`, children };
    if (node.tagName === 'summary')
      return { ...node, tagName: 'p', children: [{ type: 'element', tagName: 'strong', properties: {}, children }] };
    if (node.tagName !== 'table') return { ...node, children };
    return isLayout(node) ? { ...node, tagName: 'div', children } : withHeader({ ...node, children });
  });
}

/** What stands loose in a list is an item of it. */
function asItem(node: ElementContent): ElementContent {
  if (node.type !== 'text' || node.value.trim() === '') return node;
  return { type: 'element', tagName: 'li', properties: {}, children: [node] };
}

function isLayout(table: Element): boolean {
  let widestRow = 0;
  for (const { tagName, children } of elementsOf(table)) {
    if (/^(?:table|h[1-6])$/.test(tagName)) return true;
    if (tagName === 'tr') widestRow = Math.max(widestRow, children.filter((cell) => cell.type === 'element').length);
  }
  return widestRow < 2;
}

/** A Markdown table begins with a header; where a table names none, its first row is it. */
function withHeader(table: Element): Element {
  const elements = [...elementsOf(table)];
  const first = elements.find(({ tagName }) => tagName === 'tr');
  if (first === undefined || elements.some(({ tagName }) => tagName === 'th')) return table;
  for (const cell of first.children) if (cell.type === 'element' && cell.tagName === 'td') cell.tagName = 'th';
  return table;
}
