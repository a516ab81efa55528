import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inline, parseRichText } from './rich-text.ts';

const inlineOf = (text: string): Inline[] => {
  const [block] = parseRichText(text);
  return block?.kind === 'paragraph' ? block.lines.flat() : [];
};

describe('parseRichText', () => {
  it('reads paragraphs, lists and headings as answers write them', () => {
    const blocks = parseRichText(
      '## Refunds\nIt depends:\n- **14 days**: full\n- 7 days\n  or more\n\n3. call us\n4) pay',
    );
    expect(blocks).toEqual([
      { kind: 'heading', content: [{ kind: 'text', text: 'Refunds' }] },
      { kind: 'paragraph', lines: [[{ kind: 'text', text: 'It depends:' }]] },
      {
        kind: 'list',
        start: undefined,
        items: [
          [
            { kind: 'strong', text: '14 days' },
            { kind: 'text', text: ': full' },
          ],
          [
            { kind: 'text', text: '7 days' },
            { kind: 'text', text: ' ' },
            { kind: 'text', text: 'or more' },
          ],
        ],
      },
      { kind: 'list', start: 3, items: [[{ kind: 'text', text: 'call us' }], [{ kind: 'text', text: 'pay' }]] },
    ]);
  });

  it('leaves HTML as the text that it is', () => {
    const html = '<img src=x onerror=alert(1)> <b>bold</b>';
    expect(inlineOf(html)).toEqual([{ kind: 'text', text: html }]);
  });

  it('shows where a labelled link leads, and takes the end of a sentence out of a bare one', () => {
    expect(inlineOf('[your bank](https://evil.example/bank) or https://a.example/b?c=1.')).toEqual([
      { kind: 'link', text: 'your bank', href: 'https://evil.example/bank', target: 'evil.example' },
      { kind: 'text', text: ' or ' },
      { kind: 'link', text: 'a.example/b?c=1', href: 'https://a.example/b?c=1', target: undefined },
      { kind: 'text', text: '.' },
    ]);
  });

  it('is not taken in by a name before the host', () => {
    expect(inlineOf('https://mybank.example@evil.example/')).toEqual([
      { kind: 'link', text: 'evil.example', href: 'https://evil.example/', target: undefined },
    ]);
  });

  it.each(['[x](javascript:alert(1))', '[x](data:text/html,y)', '[x](file:///etc/passwd)', '[x](//evil.example)'])(
    'makes no link of %s',
    (text) => {
      expect(inlineOf(text)).toEqual([{ kind: 'text', text }]);
    },
  );

  it('drops characters that turn the direction of the text', () => {
    expect(inlineOf('a\u202ebc\u2066d')).toEqual([{ kind: 'text', text: 'abcd' }]);
  });

  it('links nothing but the web, mail and telephones, whatever is written', () => {
    const pieces = fc.constantFrom(
      '**',
      '[',
      ']',
      '(',
      ')',
      'https://',
      'javascript:',
      'mailto:',
      '<a>',
      '- ',
      '\n',
      'x',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const links = parseRichText(parts.join(''))
          .flatMap((block) =>
            block.kind === 'heading' ? [block.content] : block.kind === 'list' ? block.items : block.lines,
          )
          .flat()
          .filter((part) => part.kind === 'link');
        for (const link of links) expect(link.href).toMatch(/^(https?|mailto|tel):/);
      }),
    );
  });
});
