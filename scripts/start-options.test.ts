import { describe, expect, it } from 'vitest';
import { HELP, readStartOptions } from './start-options.ts';

describe('readStartOptions', () => {
  it('has a sensible default for everything', () => {
    expect(readStartOptions([], { XDG_DATA_HOME: '/data' })).toMatchObject({
      port: undefined,
      isBrowserForced: false,
      isDesktopWanted: false,
      opensBrowser: true,
      isDevelopment: false,
    });
  });

  it('takes the command line before the environment', () => {
    const environment = { TEPPAN_DATA_DIR: '/env', TEPPAN_PORT: '5000' };
    expect(readStartOptions([], environment)).toMatchObject({ dataDir: '/env', port: 5000 });
    expect(readStartOptions(['--data', '/given', '--port=4000', '--no-open'], environment)).toMatchObject({
      dataDir: '/given',
      port: 4000,
      opensBrowser: false,
    });
  });

  it.each([
    [['--nope'], '--nope'],
    [['folder'], 'folder'],
    [['--port', '0'], '1 to 65535'],
    [['--port', '70000'], '1 to 65535'],
    [['--port', 'x'], '1 to 65535'],
    [['--port'], '--port'],
    [['--data='], '--data needs a folder'],
    [['--browser', '--desktop'], 'exclude'],
  ])('explains what is wrong with %j', (args, text) => {
    expect(readStartOptions(args, {})).toEqual({ problem: expect.stringContaining(text) });
  });

  it('has a line of help for every option', () => {
    expect(readStartOptions(['--help'], {})).toBe('help');
    expect(readStartOptions(['-h', '--browser'], {})).toBe('help');
    for (const option of ['data', 'port', 'browser', 'desktop', 'no-open', 'dev', 'help'])
      expect(HELP).toContain(`--${option} `);
  });
});
