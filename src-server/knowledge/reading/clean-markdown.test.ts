import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import { cleanMarkdown } from './clean-markdown.ts';
import { htmlToMarkdown } from './html-markdown.ts';
import { parseHtml } from './html-tree.ts';

describe('cleaning Markdown', () => {
  test.each([
    ['a script among words', 'a <script>alert(1)</script> b', 'a  b'],
    ['a script of its own', '<script>\nalert(1)\n</script>\n\nText', '\n\nText'],
    ['a script made by the removal of another tag', 'a <scr<b onclick=x>ipt>alert(1)</script> b', 'a alert(1) b'],
    ['an event handler', 'a <b onclick="x()">bold</b> <img src=x onerror=y()>', 'a bold</b> '],
    ['a block of HTML', '<div onclick="x()">\nsome **bold**\n</div>', 'some **bold**'],
    ['a table of HTML', '<table><tr><td>a</td><td>b</td></tr></table>', '| a | b |\n| - | - |'],
    ['a link that runs', '[a **b**](javascript:alert(1)) [c](JaVa\tScript:x)', 'a **b** [c](JaVa\tScript:x)'],
    ['an encoded link that runs', '[a](&#106;avascript:alert(1))', 'a'],
    ['a link of data', '<data:text/html,x> [a][r]\n\n[r]: data:text/html,x', 'data:text/html,x [a][r]'],
    [
      'a picture',
      '![Our grill](https://example.com/a.png) ![](data:image/png;base64,AA)',
      '[Our grill](https://example.com/a.png) ',
    ],
    ['SVG and MathML', 'a <svg onload=x><a href="javascript:y">z</a></svg> <math><mtext>b</mtext></math>', 'a  '],
    ['a comment', 'a <!-- hidden --> b', 'a  b'],
  ])('%s', (_, markdown, clean) => {
    expect(cleanMarkdown(markdown).trim()).toBe(clean.trim());
  });

  test.each([
    '# Head\n\n- a\n- b\n\n| a | b |\n| - | - |\n| 1<br>2 | 3 |\n',
    'Plain <b>bold</b>, H<sub>2</sub>O, 1 < 2 and <https://example.com>',
    '[a](https://example.com) [b](mailto:a@b.c) [c](#below) [d](other.md)',
    '```html\n<script>alert(1)</script>\n```\n\nand `<script>`',
    '> quote\n\n1. one\n\n   two\n',
  ])('leaves a harmless text as it is: %j', (markdown) => {
    expect(cleanMarkdown(markdown)).toBe(markdown);
  });
});

test('whatever a page holds, its article holds neither HTML that acts nor links that run', () => {
  const part = fc.constantFrom(
    '<script>alert(1)</script>',
    '<b>',
    '</b>',
    '<a href="javascript:x">',
    '</a>',
    '<a href="https://e.com">',
    '<p>',
    '</p>',
    '<table>',
    '<tr>',
    '<td>',
    '</table>',
    '<li>',
    '<ul>',
    '<svg>',
    '</svg>',
    '<math>',
    '<style>',
    '</style>',
    '<!--',
    '-->',
    '&lt;img src=x onerror=y&gt;',
    '![](x)',
    '[x](javascript:y)',
    '<pre>',
    '</pre>',
    '`',
    '|',
    '\n',
    ' ',
    'word',
    '*',
    '<',
    '>',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const waiting = [...fromMarkdown(cleanMarkdown(htmlToMarkdown(parseHtml(parts.join('')).root))).children];
      for (let node = waiting.pop(); node !== undefined; node = waiting.pop() as typeof node) {
        if (node.type === 'html') expect(node.value).toMatch(/^<\/?(?:b|br)>$/);
        if ('url' in node) expect(node.url).toMatch(/^https:/);
        if ('children' in node) waiting.push(...(node.children as typeof waiting));
      }
    }),
    { numRuns: 300 },
  );
});
