import { describe, expect, it } from 'vitest';
import { createOpenExternalSafe } from './open-external.ts';

function setUp() {
  const opened: string[] = [];
  const openExternalSafe = createOpenExternalSafe(
    {
      async openExternal(url) {
        opened.push(url);
      },
    },
    () => undefined,
  );
  return { opened, openExternalSafe };
}

const REFUSED = [
  '',
  ' ',
  'example.com',
  '/etc/passwd',
  '//example.com',
  'http://example.com/',
  'http://127.0.0.1:4000/',
  'file:///etc/passwd',
  'file://server/share/tool.exe',
  'FILE:///C:/Windows/System32/calc.exe',
  'smb://server/share',
  'ms-msdt:/id PCWDiagnostic',
  'ms-officecmd:%7B%7D',
  'search-ms:query=calc&crumb=location:%5C%5Cserver',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://example.com/7c1b',
  'about:blank',
  'chrome://settings',
  'vbscript:msgbox(1)',
  'ftp://example.com/',
  'ssh://example.com',
  'intent://scan/#Intent;scheme=zxing;end',
  'view-source:https://example.com',
  'teppan://open',
  'C:\\Windows\\System32\\calc.exe',
  '\\\\server\\share\\tool.exe',
  'https:\\\\example.com',
  'https://example.com\\@evil.test/',
  'https://bank.example@evil.test/',
  'https://user:password@example.com/',
  'https://exаmple.com/',
  'https://xn--exmple-4nf.com/',
  'https://example.com/\u202egpj.exe',
  'https://example.com/\r\nX-Header: 1',
  'https://example.com/\u0000',
  'https:// example.com/',
  'https://',
  `https://example.com/${'a'.repeat(100_000)}`,
  'mailto:a@example.com%0d%0aBcc:all@example.com',
  'mailto:a@example.com?body=x%0AY',
  'mailto:a@example.com?attach=/etc/passwd',
  'tel:*#06#',
  'tel:+1-555;ext=1',
  'tel:javascript',
];

const ALLOWED: [string, string][] = [
  ['https://example.com', 'https://example.com/'],
  ['HTTPS://Example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
  ['https://example.com:8443/', 'https://example.com:8443/'],
  ['https://example.com/caf%C3%A9', 'https://example.com/caf%C3%A9'],
  ['mailto:guest@example.com', 'mailto:guest@example.com'],
  ['mailto:guest@example.com?subject=Your%20booking', 'mailto:guest@example.com?subject=Your%20booking'],
  ['tel:+12025550123', 'tel:+12025550123'],
  ['tel:(202)555-0123', 'tel:(202)555-0123'],
];

describe('openExternalSafe', () => {
  it.each(REFUSED)('refuses %j', (url) => {
    const { opened, openExternalSafe } = setUp();
    expect(openExternalSafe(url)).toBe(false);
    expect(opened).toEqual([]);
  });

  it.each(ALLOWED)('opens %s', (url, normal) => {
    const { opened, openExternalSafe } = setUp();
    expect(openExternalSafe(url)).toBe(true);
    expect(opened).toEqual([normal]);
  });

  it('reports a link that the system could not open', async () => {
    const failures: unknown[] = [];
    const open = createOpenExternalSafe({ openExternal: () => Promise.reject(new Error('no program')) }, (error) =>
      failures.push(error),
    );
    open('https://example.com');
    await Promise.resolve();
    await Promise.resolve();
    expect(failures).toHaveLength(1);
  });
});
