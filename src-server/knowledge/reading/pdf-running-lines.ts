import type { PdfLine } from './pdf-lines.ts';

/** Only lines so near to an edge of the page can be its header or footer. */
const EDGE_SHARE = 0.12;
const LINES_AT_EDGE = 3;

/** The lines of all pages without headers, footers and page numbers: what stands at the edge of most pages. */
export function withoutRunningLines(pages: readonly PdfLine[][]): PdfLine[] {
  const counts = new Map<string, number>();
  for (const lines of pages)
    for (const key of new Set(edgeLines(lines).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const needed = Math.max(2, Math.ceil(pages.length * 0.6));
  return pages.flatMap((lines) => {
    const edges = new Set(edgeLines(lines));
    return lines.filter((line) => !edges.has(line) || ((counts.get(keyOf(line)) ?? 0) < needed && !isPageNumber(line)));
  });
}

function edgeLines(lines: readonly PdfLine[]): PdfLine[] {
  const byHeight = [...lines].sort((one, other) => other.bottom - one.bottom);
  return [...byHeight.slice(0, LINES_AT_EDGE), ...byHeight.slice(-LINES_AT_EDGE)].filter(
    ({ bottom, pageHeight }) => bottom < pageHeight * EDGE_SHARE || bottom > pageHeight * (1 - EDGE_SHARE),
  );
}

/** The same words at the same height, whatever number they count. */
function keyOf({ text, bottom, size }: PdfLine): string {
  return `${text.replace(/\d+/g, '#')}|${Math.round(bottom / Math.max(size, 4))}`;
}

function isPageNumber({ text }: PdfLine): boolean {
  return /^(?:page|seite|p\.)?\s*[-–]?\s*\d{1,4}\s*(?:(?:of|von|\/)\s*\d{1,4})?\s*[-–]?$/i.test(text);
}
