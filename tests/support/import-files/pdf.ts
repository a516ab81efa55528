import { deflateSync } from 'node:zlib';

export interface PdfWords {
  text: string;
  x: number;
  /** From the bottom of the page, which is 792 high. */
  y: number;
  size?: number;
  bold?: boolean;
}

/** A PDF with these words on each page. */
export function pdfOf(pages: readonly (readonly PdfWords[])[]): Buffer {
  return pdfOfStreams(pages.map((words) => Buffer.from(words.map(showText).join('\n'), 'latin1')));
}

/** A PDF with these drawing commands on each page. */
export function pdfOfStreams(streams: readonly Uint8Array[], { trailer = '' } = {}): Buffer {
  const objects: (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${streams.length} /Kids [${streams.map((_, index) => `${5 + index * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
  ];
  streams.forEach((stream, index) => {
    const packed = deflateSync(stream);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${6 + index * 2} 0 R >>`,
      Buffer.concat([
        Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
        packed,
        Buffer.from('\nendstream'),
      ]),
    );
  });
  return pdfOfObjects(objects, trailer);
}

/** A PDF of these objects, numbered from 1; the first is the catalogue. */
export function pdfOfObjects(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  let pdf = Buffer.from('%PDF-1.7\n');
  const offsets = objects.map((object, index) => {
    const offset = pdf.length;
    pdf = Buffer.concat([pdf, Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${pdf.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(end)]);
}

function showText({ text, x, y, size = 11, bold = false }: PdfWords): string {
  const escaped = text.replace(/[\\()]/g, '\\$&').replaceAll('•', '\x95');
  return `BT /${bold ? 'F2' : 'F1'} ${size} Tf ${x} ${y} Td (${escaped}) Tj ET`;
}
