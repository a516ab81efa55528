import { getDocumentProxy } from 'unpdf';
import { writeMarkdown } from './html-markdown.ts';
import { outcomeOf, type ReadOutcome } from './import-draft.ts';
import { cutTitle, titleFromName } from './name-title.ts';
import { pdfBlocks } from './pdf-blocks.ts';
import { linesOfPage, type PdfLine } from './pdf-lines.ts';
import { withoutRunningLines } from './pdf-running-lines.ts';
import { UnreadableError } from './unreadable-error.ts';

/** An article has at most 200,000 characters; the reading ends when there can be no article any more. */
const MOST_CHARACTERS = 400_000;
const MOST_PAGES = 1_000;
/** The parser takes the length of a document from the document. */
const QUIET = 0;

/** Reads the text of a PDF: paragraphs joined over line ends, headings by their size, lists and simple tables. */
export async function readPdf(file: string, bytes: Uint8Array): Promise<ReadOutcome[]> {
  const pages = await readPages(bytes);
  const lines = withoutRunningLines(pages);
  if (lines.length === 0)
    throw new UnreadableError('It holds pictures of pages, no text. Run a text recognition (OCR) over it first.');
  const { title, blocks } = pdfBlocks(lines);
  const bodyMarkdown = writeMarkdown({ type: 'root', children: blocks });
  return [outcomeOf(file, { title: cutTitle(title ?? titleFromName(file)), bodyMarkdown })];
}

async function readPages(bytes: Uint8Array): Promise<PdfLine[][]> {
  // The parser empties the bytes that it is given.
  const pdf = await openPdf(new Uint8Array(bytes));
  if (pdf.numPages > MOST_PAGES)
    throw new UnreadableError(`It has ${pdf.numPages} pages; up to ${MOST_PAGES} are read. Split it.`);
  const pages: PdfLine[][] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const lines = linesOfPage(items, page.getViewport({ scale: 1 }).height);
    page.cleanup();
    characters += lines.reduce((sum, line) => sum + line.text.length, 0);
    if (characters > MOST_CHARACTERS)
      throw new UnreadableError('It holds more text than an article may have. Split it into several documents.');
    pages.push(lines);
  }
  return pages;
}

async function openPdf(bytes: Uint8Array) {
  try {
    return await getDocumentProxy(bytes, {
      useSystemFonts: false,
      disableFontFace: true,
      verbosity: QUIET,
    });
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw new UnreadableError(
      isLocked
        ? 'It is protected with a password. Save it without one.'
        : 'It is a damaged PDF. Open it in a PDF program and save it again.',
      { cause: error },
    );
  }
}
