import { afterAll, describe, expect, test, vi } from 'vitest';
import { docxOf, paragraph, run } from '../../../tests/support/import-files/docx.ts';
import { pdfOf, pdfOfObjects, pdfOfStreams } from '../../../tests/support/import-files/pdf.ts';
import { zipOf } from '../../../tests/support/import-files/zip.ts';
import { createFileReader } from './read-file.ts';

const reader = createFileReader();
afterAll(() => reader.stop());
// Heavy files are read here on purpose, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 120_000 });

/** The reason why a file is refused; the reader must be fit for the next one. */
async function reasonOf(name: string, content: string | Uint8Array, using = reader): Promise<string> {
  const outcomes = await using.read({ name, bytes: typeof content === 'string' ? Buffer.from(content) : content });
  const next = await using.read({ name: 'next.md', bytes: Buffer.from('# Next\n\nText') });
  expect(next).toEqual([{ file: 'next.md', draft: expect.objectContaining({ title: 'Next' }) }]);
  const [outcome] = outcomes;
  return outcome !== undefined && 'reason' in outcome
    ? outcome.reason
    : `read: ${JSON.stringify(outcomes).slice(0, 200)}`;
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const hello = pdfOf([[{ text: 'Hello', x: 72, y: 700 }]]);
const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';

describe('a file that is not what it says', () => {
  test.each([
    ['a picture', 'a.md', latin1('\x89PNG\r\n\x1a\n\0\0'), /It is a picture/],
    ['a program', 'setup.exe', latin1('MZ\x90\0\x03'), /It is a program/],
    ['a program named as text', 'setup.txt', latin1('MZ\x90\0\x03'), /It is a program/],
    ['a PDF named as a Word document', 'a.docx', hello, /It is a PDF, but its name ends with \.docx/],
    [
      'a PDF that is a ZIP too',
      'a.zip',
      Buffer.concat([hello, zipOf([{ name: 'a.md', content: 'x' }])]),
      /It is a PDF/,
    ],
    ['a ZIP named as Markdown', 'a.md', zipOf([{ name: 'a.md', content: 'x' }]), /It is a ZIP/],
    ['a web page named as text', 'a.txt', '<!DOCTYPE html><p>x', /It is a web page/],
    ['an old Word document', 'a.docx', latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), /Save it as DOCX/],
    ['words named as a PDF', 'a.pdf', 'words', /not a PDF/],
    ['a script', 'a.js', 'alert(1)', /It is a \.js file/],
    ['nothing', 'a.md', '', /It is empty/],
    ['blanks', 'a.txt', ' \n ', /It is empty/],
    ['text with zeros', 'a.md', 'a\0b and more of it', /not a text file/],
  ])('%s', async (_, name, content, reason) => {
    expect(await reasonOf(name, content)).toMatch(reason);
  });
});

describe('a ZIP', () => {
  const zeros = Buffer.alloc(60_000_000);

  test('that unpacks to much more, and says so', async () => {
    expect(await reasonOf('bomb.zip', zipOf([{ name: 'a.txt', content: zeros }]))).toMatch(
      /unpacks to more than 25 MB/,
    );
  });

  test('that unpacks to much more, and lies about it, while its other files are read under names that stay inside', async () => {
    const bytes = zipOf([
      { name: 'a.txt', content: zeros, saidBytes: 10 },
      { name: '../../etc/..\\b.txt', content: 'fine' },
      { name: '/C:/c\u202Etxt.md', content: 'fine' },
    ]);
    expect(await reader.read({ name: 'lies.zip', bytes })).toEqual([
      { file: 'lies.zip/a.txt', reason: expect.stringMatching(/unpacks to more than 25 MB/) },
      { file: 'lies.zip/etc/b.txt', draft: expect.objectContaining({ title: 'B' }) },
      { file: 'lies.zip/C:/ctxt.md', draft: expect.objectContaining({ title: 'Ctxt' }) },
    ]);
  });

  test('of many files that are too much only together', async () => {
    const small = createFileReader({ archiveBytes: 1_000 });
    const files = Array.from({ length: 9 }, (_, index) => ({ name: `${index}.txt`, content: 'word '.repeat(100) }));
    const outcomes = await small.read({ name: 'many.zip', bytes: zipOf(files) });
    await small.stop();
    expect(outcomes).toHaveLength(4);
    expect(outcomes.at(-1)).toEqual({ file: 'many.zip', reason: expect.stringMatching(/too large/) });
  });

  test('inside a ZIP, with too many files, damaged or locked', async () => {
    const inner = zipOf([{ name: 'a.md', content: 'x' }]);
    expect(await reasonOf('a.zip', zipOf([{ name: 'in.zip', content: inner }]))).toMatch(/ZIP inside a ZIP/);
    const many = Array.from({ length: 2_001 }, (_, index) => ({ name: `${index}.md`, content: 'x' }));
    expect(await reasonOf('a.zip', zipOf(many))).toMatch(/holds 2001 files/);
    expect(await reasonOf('a.zip', inner.subarray(0, -10))).toMatch(/damaged ZIP/);
    expect(await reasonOf('a.zip', zipOf([{ name: 'a.md', content: 'x', encrypted: true }]))).toMatch(/password/);
  });
});

describe('a document', () => {
  test('of Word that unpacks to much more, expands or is bottomless', async () => {
    expect(await reasonOf('a.docx', docxOf(paragraph(run('x'.repeat(40_000_000)))))).toMatch(/unpacks to more/);
    const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>';
    expect(await reasonOf('a.docx', zipOf([{ name: 'word/document.xml', content: laughs }]))).toMatch(/document type/);
    const cells = ['<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>'].map((part) => part.repeat(20_000)).join('');
    expect(await reasonOf('a.docx', docxOf(cells))).toMatch(/nested too deep/);
  });

  test('of PDF that is cut off, locked, or runs in circles', async () => {
    expect(await reasonOf('a.pdf', hello.subarray(0, 200))).toMatch(/damaged/);
    expect(await reasonOf('a.pdf', pdfOfObjects([CATALOG, '<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R] >>']))).toMatch(
      /damaged/,
    );
    const key = '(12345678901234567890123456789012)';
    const locked = pdfOfObjects(
      [CATALOG, '<< /Type /Pages /Count 0 /Kids [] >>', `<< /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >>`],
      '/Encrypt 3 0 R /ID [(a)(b)]',
    );
    expect(await reasonOf('a.pdf', locked)).toMatch(/password/);
    expect(
      await reasonOf(
        'a.pdf',
        pdfOfObjects([
          CATALOG,
          '<< /Type /Pages /Count 999999 /Kids [3 0 R] >>',
          '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
        ]),
      ),
    ).toMatch(/pictures of pages/);
  });

  test('with a cell of 24 MB or a quotation mark that never closes', async () => {
    expect(await reasonOf('a.csv', `question,answer\nq,"${'x'.repeat(24_000_000)}"`)).toMatch(/more than 300 kB/);
    expect(await reasonOf('a.csv', `question,answer\nq,"${'x\n'.repeat(500_000)}`)).toMatch(/more than 300 kB/);
  });

  test('of HTML 100,000 levels deep', async () => {
    expect(await reasonOf('a.html', `${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}`)).toMatch(/nested deeper/);
    const [deep] = await reader.read({ name: 'a.html', bytes: Buffer.from(`${'<ul><li>'.repeat(2_000)}word`) });
    expect(deep).toMatchObject({ draft: { bodyMarkdown: expect.stringContaining('word') } });
  });
});

describe('the limits', () => {
  test('of size refuse a file by its name and size, before it is read', async () => {
    expect(await reasonOf('film.pdf', Buffer.alloc(200_000_000))).toBe(
      'It is 200 MB large; files up to 25 MB are read. Split it into smaller files.',
    );
  });

  test('of time end the reading, and the next file is read', async () => {
    const hasty = createFileReader({ fileMs: 6_000, heapMb: 1_000 });
    const endless = pdfOfStreams([Buffer.from('BT /F1 1 Tf (a) Tj ET\n'.repeat(3_000_000))]);
    expect(await reasonOf('a.pdf', endless, hasty)).toMatch(/^It took longer than 6 s to read/);
    await hasty.stop();
  });

  test('of memory end the reading of a heavy document, in the heap and outside of it', async () => {
    const narrow = createFileReader({ heapMb: 96, externalMb: 64 });
    const before = process.memoryUsage().rss;
    expect(await reasonOf('a.docx', docxOf('<w:p/>'.repeat(800_000)), narrow)).toMatch(
      /^It needs more memory than the 96 MB/,
    );
    expect(await reasonOf('a.pdf', pdfOfStreams([Buffer.alloc(200_000_000, ' ')]), narrow)).toMatch(
      /^It needs more memory/,
    );
    await narrow.stop();
    // The test itself holds the 200 MB that the PDF is made from; reading it without a limit takes another 500 MB.
    expect(process.memoryUsage().rss - before).toBeLessThan(600_000_000);
  });

  test('leave room for a person to stop', async () => {
    const stop = new AbortController();
    const reading = reader.read({ name: 'a.md', bytes: Buffer.from(`${'> '.repeat(20_000)}x`) }, stop.signal);
    stop.abort(new Error('stopped'));
    await expect(reading).rejects.toThrow('stopped');
    expect(await reasonOf('a.js', 'x')).toMatch(/\.js file/);
  });
});
