import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { htmlToMarkdown, takeTitle } from './html-markdown.ts';
import { parseHtml } from './html-tree.ts';
import { outcomeOf, type ReadOutcome } from './import-draft.ts';
import { keepMainContent } from './main-content.ts';
import { cutTitle, titleFromName } from './name-title.ts';
import { UnreadableError } from './unreadable-error.ts';
import { packedData, readDirectory, unpack } from './zip-entries.ts';

/** What the text of a document is made of; pictures, fonts, macros and comments are left packed. */
const PARTS_OF_TEXT =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:_rels\/)?(?:document\d*|styles|numbering|footnotes|endnotes)\.xml(?:\.rels)?)$/;
const LARGEST_PART_BYTES = 20_000_000;
/** The parser needs some thirty times the size of the XML. */
const LARGEST_TEXT_BYTES = 24_000_000;

const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  'strike => s',
  'br[type="page"] => hr',
];

/** Reads a Word document. Its parts are unpacked here, to a limit, and given to the parser as a small document. */
export async function readDocx(file: string, bytes: Uint8Array): Promise<ReadOutcome[]> {
  const buffer = Buffer.from(zipSync(textParts(bytes), { level: 0 }));
  const { value } = await mammoth.convertToHtml(
    { buffer },
    { styleMap: STYLES, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  );
  const { title, root } = takeTitle(keepMainContent(parseHtml(value).root));
  const bodyMarkdown = htmlToMarkdown(root);
  if (bodyMarkdown === '') throw new UnreadableError('It holds no text. Pictures of text cannot be read.');
  return [outcomeOf(file, { title: cutTitle(title ?? titleFromName(file)), bodyMarkdown })];
}

function textParts(bytes: Uint8Array): Record<string, Uint8Array> {
  const parts: Record<string, Uint8Array> = {};
  let total = 0;
  for (const { name, packed, reason } of readDirectory(bytes)) {
    if (!PARTS_OF_TEXT.test(name) || reason !== undefined) continue;
    const part = unpack(packedData(bytes, packed), packed.method, LARGEST_PART_BYTES);
    total += part.byteLength;
    if (total > LARGEST_TEXT_BYTES) throw new UnreadableError('Its text unpacks to more than 24 MB. Split it.');
    // Word never writes one; it is how XML is made to grow or to read other files.
    if (Buffer.from(part.buffer, part.byteOffset, part.byteLength).includes('<!DOCTYPE'))
      throw new UnreadableError('It holds a document type declaration, which no Word document has. It is not read.');
    parts[name] = part;
  }
  if (parts['word/document.xml'] === undefined)
    throw new UnreadableError('It is not a Word document, or a damaged one. Open it in Word and save it as DOCX.');
  return parts;
}
