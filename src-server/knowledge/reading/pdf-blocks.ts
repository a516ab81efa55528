import type { BlockContent, DefinitionContent, PhrasingContent, RootContent } from 'mdast';
import type { PdfLine } from './pdf-lines.ts';

/** What stands in a PDF, told apart by place and size alone: a PDF knows no headings, lists or tables. */
interface Group {
  kind: 'heading' | 'paragraph' | 'item' | 'table';
  lines: PdfLine[];
}

const BULLET = /^(?:[•◦▪‣●○■–—*·]|-(?=\s)|\p{Co})\s*/u;
const NUMBER = /^\(?(\d{1,3})[.)]\s+/;
const LONGEST_HEADING = 120;
const MOST_LEVELS = 3;

/** Lines as Markdown blocks, and the largest heading at the beginning, which is the title. */
export function pdfBlocks(lines: readonly PdfLine[]): { title: string | undefined; blocks: RootContent[] } {
  const body = bodyType(lines);
  const groups = groupLines(lines, body);
  const sizes = [...new Set(groups.filter(({ kind }) => kind === 'heading').map(headingSize))].sort((a, b) => b - a);
  const [first, second] = groups;
  const hasTitle = first?.kind === 'heading' && second !== undefined && headingSize(first) === sizes[0];
  const rest = hasTitle ? groups.slice(1) : groups;
  const levels = sizes.filter((size) => rest.some((group) => group.kind === 'heading' && headingSize(group) === size));
  return {
    title: hasTitle ? joinLines(first.lines) : undefined,
    blocks: toBlocks(rest, (group) => Math.min(levels.indexOf(headingSize(group)), MOST_LEVELS - 1)),
  };
}

interface BodyType {
  size: number;
  font: string;
  /** From line to line within a paragraph. */
  leading: number;
}

/** Size, font and line distance of most of the text. */
function bodyType(lines: readonly PdfLine[]): BodyType {
  const size = mostCommon(lines.map((line) => [line.size, line.text.length]));
  const ofSize = lines.filter((line) => line.size === size);
  const font = mostCommon(ofSize.map((line) => [line.font, line.text.length]));
  const steps = ofSize.map((line, index) => (ofSize[index - 1]?.bottom ?? 0) - line.bottom);
  const close = steps.filter((step) => step > 0 && step < size * 2.2).map((step) => Math.round(step * 2) / 2);
  return {
    size,
    font,
    leading: close.length === 0 ? size * 1.2 : Math.min(mostCommon(close.map((step) => [step, 1])), size * 1.8),
  };
}

function mostCommon<Value>(weighted: readonly (readonly [Value, number])[]): Value {
  const weights = new Map<Value, number>();
  for (const [value, weight] of weighted) weights.set(value, (weights.get(value) ?? 0) + weight);
  const [most] = [...weights].sort((one, other) => other[1] - one[1]);
  if (most === undefined) throw new RangeError('There are no lines.');
  return most[0];
}

function groupLines(lines: readonly PdfLine[], body: BodyType): Group[] {
  const groups: Group[] = [];
  lines.forEach((line, index) => {
    const group = groups.at(-1);
    const before = group?.lines.at(-1);
    const kind = kindOf(line, lines[index - 1], lines[index + 1], body);
    if (group === undefined || before === undefined || !continues(group, before, line, kind, body))
      groups.push({ kind, lines: [line] });
    else group.lines.push(line);
  });
  return groups;
}

function kindOf(line: PdfLine, before: PdfLine | undefined, after: PdfLine | undefined, body: BodyType): Group['kind'] {
  if (isTableRow(line) && [before, after].some((other) => other !== undefined && isSameTable(other, line)))
    return 'table';
  if (isHeading(line, after, body)) return 'heading';
  return BULLET.test(line.text) || NUMBER.test(line.text) ? 'item' : 'paragraph';
}

function isHeading(line: PdfLine, after: PdfLine | undefined, body: BodyType): boolean {
  if (line.text.length > LONGEST_HEADING || !/\p{L}/u.test(line.text) || BULLET.test(line.text)) return false;
  if (line.size >= body.size * 1.1) return true;
  // Bold at the size of the text: a whole short line in another font above text in the usual one.
  const isOtherFont = line.font !== body.font && line.size >= body.size && after?.font === body.font;
  return isOtherFont && line.text.length <= 80 && !/[.,;:]$/.test(line.text) && line.cells.length === 1;
}

function isTableRow(line: PdfLine): boolean {
  return line.cells.length > 1 && !BULLET.test(line.text);
}

function isSameTable(one: PdfLine, other: PdfLine): boolean {
  return (
    one.cells.length === other.cells.length &&
    one.cells.every((cell, index) => Math.abs(cell.left - (other.cells[index]?.left ?? 0)) < one.size * 3)
  );
}

function continues(group: Group, before: PdfLine, line: PdfLine, kind: Group['kind'], body: BodyType): boolean {
  const step = before.bottom - line.bottom;
  const isNextPage = step < -body.size * 4;
  if (group.kind === 'table') return kind === 'table' && before.cells.length === line.cells.length;
  if (group.kind === 'heading')
    return kind === 'heading' && line.size === before.size && !isNextPage && step > 0 && step < line.size * 1.6;
  if (kind !== 'paragraph') return false;
  if (isNextPage) return !/[.!?:…]["”’)]?$/.test(before.text) && /^\p{Ll}/u.test(line.text);
  return step < body.leading * 1.35 && step > -body.size && !endsEarly(before, line);
}

/** Whether the first word of the next line had room on this one, so that the break was meant. */
function endsEarly(before: PdfLine, next: PdfLine): boolean {
  const [word = ''] = next.text.split(' ');
  const wordWidth = ((next.right - next.left) / Math.max(next.text.length, 1)) * (word.length + 1);
  return before.right + wordWidth * 1.3 < before.margin;
}

function headingSize(group: Group): number {
  return group.lines[0]?.size ?? 0;
}

function toBlocks(groups: readonly Group[], levelOf: (group: Group) => number): RootContent[] {
  const blocks: RootContent[] = [];
  for (const group of groups) {
    const text = joinLines(group.lines);
    if (group.kind === 'table') blocks.push(tableOf(group.lines));
    else if (group.kind === 'heading')
      blocks.push({
        type: 'heading',
        depth: levelOf(group) === 0 ? 2 : levelOf(group) === 1 ? 3 : 4,
        children: words(text),
      });
    else if (group.kind === 'item') addItem(blocks, text);
    else blocks.push({ type: 'paragraph', children: words(text) });
  }
  return blocks;
}

function addItem(blocks: RootContent[], text: string): void {
  const number = NUMBER.exec(text)?.[1];
  const ordered = number !== undefined;
  const content: (BlockContent | DefinitionContent)[] = [
    { type: 'paragraph', children: words(text.replace(ordered ? NUMBER : BULLET, '')) },
  ];
  const last = blocks.at(-1);
  if (last?.type === 'list' && last.ordered === ordered)
    last.children.push({ type: 'listItem', spread: false, children: content });
  else {
    blocks.push({
      type: 'list',
      ordered,
      ...(ordered ? { start: Number(number) } : {}),
      spread: false,
      children: [{ type: 'listItem', spread: false, children: content }],
    });
  }
}

function tableOf(lines: readonly PdfLine[]): RootContent {
  return {
    type: 'table',
    children: lines.map(({ cells }) => ({
      type: 'tableRow',
      children: cells.map(({ text }) => ({ type: 'tableCell', children: words(text) })),
    })),
  };
}

function words(value: string): PhrasingContent[] {
  return [{ type: 'text', value }];
}

/** Joins lines to running text; a word that was parted at the end of a line becomes one again. */
function joinLines(lines: readonly PdfLine[]): string {
  return lines.reduce((text, line) => {
    if (text === '') return line.text;
    if (/\p{L}[-\u2010\u00AD]$/u.test(text) && /^\p{Ll}/u.test(line.text)) return text.slice(0, -1) + line.text;
    return `${text} ${line.text}`;
  }, '');
}
