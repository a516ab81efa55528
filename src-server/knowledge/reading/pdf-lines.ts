/** A run of text as pdf.js gives it: `transform` ends with the place of its lower left corner. */
interface PdfTextItem {
  str: string;
  transform: number[];
  width: number;
  height: number;
  fontName: string;
}

/** Words side by side, with no wide gap between them. */
interface PdfCell {
  text: string;
  left: number;
}

export interface PdfLine {
  text: string;
  /** More than one when wide gaps part the line, as in a table. */
  cells: PdfCell[];
  left: number;
  right: number;
  /** How far to the right the text around reaches: a line that ends before it ends a paragraph. */
  margin: number;
  /** From the bottom of the page. */
  bottom: number;
  pageHeight: number;
  size: number;
  font: string;
}

/** A gap of so many letter heights parts columns. */
const COLUMN_GAP = 1.6;
const WORD_GAP = 0.15;

/** The lines of a page in the order of the document, which for columns is the order of reading. */
export function linesOfPage(items: readonly unknown[], pageHeight: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let current: PdfTextItem[] = [];
  for (const item of items.filter(isText)) {
    const last = current.at(-1);
    if (last !== undefined && !isSameLine(last, item)) {
      lines.push(lineOf(current, pageHeight));
      current = [];
    }
    current.push(item);
  }
  if (current.length > 0) lines.push(lineOf(current, pageHeight));
  for (const line of lines) line.margin = marginOf(line, lines);
  return lines;
}

/** By the lines of the same size that stand above or below it, not by those of a column beside it. */
function marginOf(line: PdfLine, lines: readonly PdfLine[]): number {
  let margin = line.right;
  for (const { left, right, size } of lines)
    if (size === line.size && left < line.right && right > line.left && right > margin) margin = right;
  return margin;
}

function isText(item: unknown): item is PdfTextItem {
  return typeof item === 'object' && item !== null && 'str' in item && String(item.str).trim() !== '';
}

function isSameLine(last: PdfTextItem, next: PdfTextItem): boolean {
  const size = Math.max(sizeOf(last), sizeOf(next));
  return Math.abs(bottomOf(last) - bottomOf(next)) < size * 0.45 && leftOf(next) > leftOf(last) - size;
}

function lineOf(items: readonly PdfTextItem[], pageHeight: number): PdfLine {
  const cells: PdfCell[] = [];
  let right = 0;
  for (const item of items) {
    const gap = leftOf(item) - right;
    const cell = cells.at(-1);
    const text = item.str.normalize('NFKC').replace(/[\p{Cc}]/gu, ' ');
    if (cell === undefined || gap > sizeOf(item) * COLUMN_GAP) cells.push({ text, left: leftOf(item) });
    else cell.text += gap > sizeOf(item) * WORD_GAP && !/\s$/.test(cell.text) ? ` ${text}` : text;
    right = leftOf(item) + item.width;
  }
  for (const cell of cells) cell.text = cell.text.replace(/\s+/g, ' ').trim();
  const longest = items.reduce((one, other) => (other.str.length > one.str.length ? other : one));
  return {
    text: cells.map((cell) => cell.text).join(' '),
    cells,
    left: cells[0]?.left ?? 0,
    right,
    margin: right,
    bottom: bottomOf(longest),
    pageHeight,
    size: sizeOf(longest),
    font: longest.fontName,
  };
}

function leftOf(item: PdfTextItem): number {
  return item.transform[4] ?? 0;
}

function bottomOf(item: PdfTextItem): number {
  return item.transform[5] ?? 0;
}

function sizeOf(item: PdfTextItem): number {
  return Math.round((item.height || Math.abs(item.transform[3] ?? 0) || 1) * 10) / 10;
}
