import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { isSafeLink, Markdown } from './markdown.tsx';

const render = (text: string) => renderToStaticMarkup(<Markdown text={text} />);

describe('Markdown', () => {
  it('shows structure', () => {
    const html = render('Costs:\n\n- **14 days**: full\n- `7` days\n\n| a | b |\n|---|---|\n| 1 | 2 |');
    expect(html).toContain('<strong>14 days</strong>');
    expect(html).toContain('<code>7</code>');
    expect(html).toContain('<td>2</td>');
  });

  it('shows raw HTML as text, and never as an element', () => {
    const html = render('<img src=x onerror=alert(1)>\n\nand <b onclick="x()">bold</b> <script>alert(1)</script>');
    expect(html).not.toMatch(/<(img|b|script)\b/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it.each(['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//evil.example'])(
    'makes no link of %s',
    (href) => {
      expect(isSafeLink(href)).toBe(false);
      expect(render(`[here](${href})`)).not.toContain('<a ');
    },
  );

  it('opens web links outside of the desk', () => {
    expect(render('[site](https://example.com/a?b=1&c=2)')).toContain('rel="noreferrer noopener"');
  });

  it('loads no picture', () => {
    expect(render('![a cat](https://example.com/cat.png)')).not.toContain('<img');
  });
});
