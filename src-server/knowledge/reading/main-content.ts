import type { Element, Root, RootContent } from 'hast';
import type { Marks } from './html-tree.ts';

const SIDE_TAGS = new Set(['nav', 'aside', 'footer']);
const SIDE_ROLES = new Set(
  'navigation banner contentinfo complementary search dialog alertdialog menu menubar tablist'.split(' '),
);
/** "menu" is not among them: for who sells food it is the content. */
const SIDE_WORDS =
  /(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|newsletter|navbar|nav|navigation|sidebar|footer|site-header|skip-link|social)(?:$|[\s_-])/i;
/** A part with so much of the text is no side matter, whatever its class says. */
const LARGEST_SIDE_SHARE = 0.4;

/**
 * Leaves of a page what it is about: its main part where it names one, without navigation, banners, footers and
 * cookie notices.
 */
export function keepMainContent(root: Root): Root {
  const main = mainPart(root);
  return { type: 'root', children: withoutSides(main.children as RootContent[], textLength(main), main === root) };
}

function mainPart(root: Root): Root | Element {
  const whole = textLength(root);
  const mains = [...elementsOf(root)].filter(
    (element) => element.tagName === 'main' || marksOf(element).role === 'main',
  );
  const articles = [...elementsOf(root)].filter((element) => element.tagName === 'article');
  const [main] = mains.length > 0 ? mains : articles;
  // A page with several articles is a list of them, and an empty main part is filled by scripts that did not run.
  const isWhole = main === undefined || (mains.length === 0 && articles.length > 1) || textLength(main) < whole * 0.1;
  return isWhole ? root : main;
}

function withoutSides(nodes: RootContent[], whole: number, isPage: boolean): RootContent[] {
  return nodes
    .filter((node) => node.type !== 'element' || !isSide(node, whole, isPage))
    .map((node) =>
      node.type === 'element'
        ? {
            ...node,
            children: withoutSides(node.children, whole, isPage && node.tagName !== 'article') as Element['children'],
          }
        : node,
    );
}

function isSide(element: Element, whole: number, isPage: boolean): boolean {
  // A link without words leads to a place in the page, or was a picture. One that leads nowhere is a span.
  if (element.tagName === 'a' || element.tagName === 'span') return !/[\p{L}\p{N}]/u.test(textOf(element));
  if (element.tagName === 'header') return isPage && !hasHeading(element);
  const { role, words } = marksOf(element);
  if (SIDE_TAGS.has(element.tagName) || SIDE_ROLES.has(role)) return true;
  return SIDE_WORDS.test(words) && !hasHeading(element) && textLength(element) < whole * LARGEST_SIDE_SHARE;
}

function hasHeading(element: Element): boolean {
  return [...elementsOf(element)].some(({ tagName }) => tagName === 'h1' || tagName === 'main');
}

function marksOf(element: Element): Marks {
  return (element.data as { marks?: Marks } | undefined)?.marks ?? { role: '', words: '' };
}

/** The elements inside, outermost first. */
export function* elementsOf(parent: Root | Element): Generator<Element> {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    yield child;
    yield* elementsOf(child);
  }
}

export function textOf(node: Root | RootContent): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

function textLength(node: Root | Element): number {
  return textOf(node).replace(/\s+/g, ' ').length;
}
