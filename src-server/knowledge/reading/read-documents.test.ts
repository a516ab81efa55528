import { afterAll, describe, expect, test } from 'vitest';
import { docxOf, paragraph, run, tableXml } from '../../../tests/support/import-files/docx.ts';
import { type PdfWords, pdfOf } from '../../../tests/support/import-files/pdf.ts';
import { zipOf } from '../../../tests/support/import-files/zip.ts';
import { createFileReader } from './read-file.ts';

const reader = createFileReader();
afterAll(() => reader.stop());

async function read(name: string, content: string | Uint8Array) {
  return await reader.read({ name, bytes: Buffer.from(content) });
}

async function readOne(name: string, content: string | Uint8Array) {
  const [outcome] = await read(name, content);
  if (outcome === undefined || 'reason' in outcome) throw new Error(`${name}: ${outcome?.reason}`);
  return outcome.draft;
}

describe('Markdown', () => {
  test('takes the fields of its front matter', async () => {
    const draft = await readOne(
      'kb-7.md',
      '---\ncode: kb-7\ntitle: Travel\ncategory: policy\ntags: [fee]\n---\n\n# Not the title\n',
    );
    expect(draft).toMatchObject({
      code: 'KB-7',
      title: 'Travel',
      category: 'policy',
      tags: ['fee'],
      bodyMarkdown: '# Not the title',
    });
  });

  test('takes its first heading, or else its name, as the title', async () => {
    expect(await readOne('a.md', '# Travel **fee**\n\nThirty miles.')).toMatchObject({
      title: 'Travel fee',
      bodyMarkdown: 'Thirty miles.',
    });
    expect(await readOne('in/travel-fee_2026.md', 'Thirty miles.')).toMatchObject({ title: 'Travel fee 2026' });
  });

  test('reports front matter that cannot be read', async () => {
    expect(await read('a.md', '---\ntags: [a\n---\nText')).toEqual([
      { file: 'a.md', reason: expect.stringContaining('not valid YAML') },
    ]);
    expect(await read('a.md', '---\na: &a [x]\nb: *a\n---\nText')).toEqual([
      { file: 'a.md', reason: expect.stringContaining('aliases') },
    ]);
    expect(await read('a.md', `---\na: ${'['.repeat(50_000)}\n---\nText`)).toEqual([
      { file: 'a.md', reason: expect.stringContaining('nested too deep') },
    ]);
  });
});

describe('a web page', () => {
  const page = `<!doctype html><html><head><title>Refunds | MyHibachi</title></head><body class="has-nav">
    <header><nav><a href="/">Home</a></nav></header>
    <div class="cookie-banner"><p>We use cookies.</p></div>
    <main><h1>Refunds &amp; deposits <a href="#refunds">¶</a></h1>
      <p>Read <a href="https://example.com/terms">our <b>terms</b></a>, or <a href="/contact">write</a>.</p>
      <h2>How much</h2>
      <table><tr><td>Notice</td><td>Refund</td></tr><tr><td>14 days</td><td>full | less 10&nbsp;%</td></tr></table>
      <ul><li>One<ul><li>Inside</li></ul></li><li>Two</li></ul>
      <details><summary>Do you travel?</summary><p>Yes.</p></details>
      <p><s>$50</s> $45, 2 * 3 * 4</p>
    </main><aside>Related</aside><footer>© MyHibachi</footer></body></html>`;

  test('is its main content, with tables, lists and links', async () => {
    expect(await readOne('page.html', page)).toMatchObject({
      title: 'Refunds & deposits',
      bodyMarkdown: [
        'Read [our **terms**](https://example.com/terms), or write.',
        '## How much',
        '| Notice | Refund |\n| - | - |\n| 14 days | full \\| less 10 % |',
        '- One\n  - Inside\n- Two',
        '**Do you travel?**',
        'Yes.',
        '~~$50~~ $45, 2 \\* 3 \\* 4',
      ].join('\n\n'),
    });
  });

  test('is titled by its head when it has no heading', async () => {
    expect(await readOne('p.html', '<title>Opening hours | MyHibachi</title><p>Nine to five.</p>')).toMatchObject({
      title: 'Opening hours',
    });
  });

  test('that only scripts fill says so', async () => {
    expect(await read('p.html', '<!doctype html><div id="root"></div><script>render()</script>')).toEqual([
      { file: 'p.html', reason: expect.stringContaining('no text') },
    ]);
  });
});

describe('a Word document', () => {
  test('keeps headings, emphasis, links, lists and tables', async () => {
    const body = [
      paragraph(run('Refund policy'), { style: 'Title' }),
      paragraph(
        `${run('Please read ')}${run('all', '<w:b/>')}${run(' of ')}<w:hyperlink r:id="r3">${run('our terms')}</w:hyperlink>${run('.')}`,
      ),
      paragraph(run('Amounts'), { style: 'heading1' }),
      paragraph(run('Meat'), { level: 0 }),
      paragraph(run('Beef'), { level: 1 }),
      paragraph(run('Fish'), { level: 0 }),
      tableXml([
        ['Notice', 'Refund'],
        ['14 days', 'full'],
      ]),
      paragraph(`<w:hyperlink r:id="r4">${run('No script &lt;script&gt;')}</w:hyperlink>`),
    ];
    expect(await readOne('refunds.docx', docxOf(body.join('')))).toMatchObject({
      title: 'Refund policy',
      bodyMarkdown: [
        'Please read **all** of [our terms](https://example.com/terms).',
        '## Amounts',
        '- Meat\n  1. Beef\n- Fish',
        '| Notice | Refund |\n| - | - |\n| 14 days | full |',
        'No script \\<script>',
      ].join('\n\n'),
    });
  });

  test('that is none, or has no text, says so', async () => {
    expect(await read('a.docx', zipOf([{ name: 'x.xml', content: 'x' }]))).toEqual([
      { file: 'a.docx', reason: expect.stringContaining('not a Word document') },
    ]);
    expect(await read('a.docx', docxOf(''))).toEqual([{ file: 'a.docx', reason: expect.stringContaining('no text') }]);
    expect(await read('a.docx', docxOf('<w:p>'))).toEqual([
      { file: 'a.docx', reason: expect.stringContaining('damaged') },
    ]);
  });
});

describe('a PDF', () => {
  const around = (page: number): PdfWords[] => [
    { text: 'MyHibachi guide', x: 72, y: 760, size: 9 },
    { text: `Page ${page} of 3`, x: 280, y: 30, size: 9 },
  ];
  const longLine = 'Our chefs bring the grill and all of the food to your garden, and clean up,';

  test('keeps headings, joins lines and leaves out what runs over the pages', async () => {
    const pdf = pdfOf([
      [
        ...around(1),
        { text: 'Catering guide', x: 72, y: 700, size: 22 },
        { text: longLine, x: 72, y: 660 },
        { text: 'which takes them a quarter of an hour after the last of the guests is ser-', x: 72, y: 646 },
        { text: 'ved. Nothing remains.', x: 72, y: 632 },
        { text: 'A paragraph of its own follows.', x: 72, y: 604 },
      ],
      [
        ...around(2),
        { text: 'Prices', x: 72, y: 700, size: 16 },
        { text: 'Guest', x: 72, y: 670 },
        { text: 'Price', x: 250, y: 670 },
        { text: 'Adult', x: 72, y: 655 },
        { text: '$55', x: 250, y: 655 },
        { text: '• Beef', x: 80, y: 620 },
        { text: '• Fish', x: 80, y: 606 },
        { text: 'It ends on the next page with', x: 72, y: 90 },
      ],
      [...around(3), { text: 'these words.', x: 72, y: 700 }],
    ]);
    expect(await readOne('guide.pdf', pdf)).toMatchObject({
      title: 'Catering guide',
      bodyMarkdown: [
        `${longLine} which takes them a quarter of an hour after the last of the guests is served. Nothing remains.`,
        'A paragraph of its own follows.',
        '## Prices',
        '| Guest | Price |\n| - | - |\n| Adult | $55 |',
        '- Beef\n- Fish',
        'It ends on the next page with these words.',
      ].join('\n\n'),
    });
  });

  test('of pictures only says so', async () => {
    expect(await read('scan.pdf', pdfOf([[], []]))).toEqual([
      { file: 'scan.pdf', reason: expect.stringContaining('pictures of pages') },
    ]);
  });
});

describe('a table of questions', () => {
  test('has an article in each row', async () => {
    const csv =
      'Question;Answer;Code;Category;Tags\n"Do you travel?";"Yes; ""30"" miles.\nThen a fee";kb-9;Policy;"fee, travel"\nChildren?;<p>Half <b>price</b></p>;;Family;\n';
    expect(await read('faq.csv', csv)).toEqual([
      {
        file: 'faq.csv row 2',
        draft: {
          code: 'KB-9',
          title: 'Do you travel?',
          bodyMarkdown: 'Yes; "30" miles.\nThen a fee',
          category: 'policy',
          tags: ['fee', 'travel'],
          questions: ['Do you travel?'],
        },
      },
      {
        file: 'faq.csv row 3',
        draft: { title: 'Children?', bodyMarkdown: 'Half **price**', tags: ['Family'], questions: ['Children?'] },
      },
    ]);
  });

  test('may come without a header, with tabs, and as Excel writes Unicode', async () => {
    const [row] = await read('faq.tsv', Buffer.from('\uFEFFWo sind Sie?\tIn Köln\n', 'utf16le'));
    expect(row).toMatchObject({ file: 'faq.tsv row 1', draft: { title: 'Wo sind Sie?', bodyMarkdown: 'In Köln' } });
  });

  test('reports a row that lacks a half while the others go on', async () => {
    expect(await read('faq.csv', 'question,answer\nq,\n,a\nq,a')).toEqual([
      { file: 'faq.csv row 2', reason: 'It has a question without an answer.' },
      { file: 'faq.csv row 3', reason: 'It has an answer without a question.' },
      { file: 'faq.csv row 4', draft: expect.objectContaining({ title: 'q' }) },
    ]);
    expect(await read('one.csv', 'only\nthis')).toEqual([
      { file: 'one.csv', reason: expect.stringContaining('one column') },
    ]);
  });
});

describe('plain text', () => {
  test('keeps its lists, and HTML in it is text', async () => {
    expect(await readOne('h.txt', 'Opening hours\n\nMonday to Friday:\n- <b>nine</b> to five\n')).toMatchObject({
      title: 'Opening hours',
      bodyMarkdown: 'Monday to Friday:\n- \\<b>nine\\</b> to five',
    });
  });

  test('may be Latin-1, UTF-16 or UTF-8 with a broken byte', async () => {
    expect(await readOne('g.txt', Buffer.from('schöne Grüße', 'latin1'))).toMatchObject({
      bodyMarkdown: 'schöne Grüße',
    });
    expect(await readOne('g.txt', Buffer.from('schöne Grüße', 'utf16le'))).toMatchObject({
      bodyMarkdown: 'schöne Grüße',
    });
    const broken = Buffer.concat([Buffer.from('schöne Grüße'), Buffer.from([0xff]), Buffer.from(' allen')]);
    expect(await readOne('g.txt', broken)).toMatchObject({ bodyMarkdown: 'schöne Grüße allen' });
  });
});

test('a ZIP gives the files of its folders, named by where they are', async () => {
  const zip = zipOf([
    { name: 'policies/', content: '' },
    { name: 'policies/refunds.md', content: '# Refunds\n\nHalf.' },
    { name: 'faq.csv', content: 'question,answer\nq,a' },
    { name: '__MACOSX/._faq.csv', content: 'x' },
    { name: 'logo.png', content: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
  ]);
  expect(await read('kb.zip', zip)).toEqual([
    { file: 'kb.zip/policies/refunds.md', draft: expect.objectContaining({ title: 'Refunds' }) },
    { file: 'kb.zip/faq.csv row 2', draft: expect.objectContaining({ title: 'q' }) },
    { file: 'kb.zip/logo.png', reason: expect.stringContaining('It is a picture') },
  ]);
  expect(await read('none.zip', zipOf([]))).toEqual([{ file: 'none.zip', reason: 'It holds no files.' }]);
});
