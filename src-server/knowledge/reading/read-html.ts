import { decodeText } from './decode-text.ts';
import { htmlToMarkdown, takeTitle } from './html-markdown.ts';
import { parseHtml } from './html-tree.ts';
import { outcomeOf, type ReadOutcome } from './import-draft.ts';
import { keepMainContent } from './main-content.ts';
import { cutTitle, titleFromName } from './name-title.ts';
import { UnreadableError } from './unreadable-error.ts';

/** Reads a saved or pasted web page: its main content, with the title that a reader sees. */
export function readHtml(file: string, bytes: Uint8Array): ReadOutcome[] {
  const page = parseHtml(decodeText(bytes, declaredEncoding(bytes)));
  const { title, root } = takeTitle(keepMainContent(page.root));
  const bodyMarkdown = htmlToMarkdown(root);
  if (bodyMarkdown === '')
    throw new UnreadableError('It holds no text that can be read. A page that scripts fill has to be copied as text.');
  return [
    outcomeOf(file, {
      title: cutTitle(title ?? withoutSiteName(page.title) ?? titleFromName(file)),
      bodyMarkdown,
    }),
  ];
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2_048)).toString('latin1');
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
}

/** "Refunds | MyHibachi" is about refunds. */
function withoutSiteName(title: string | undefined): string | undefined {
  return title?.replace(/\s+[|–—·]\s+[^|–—·]{1,60}$/u, '');
}
