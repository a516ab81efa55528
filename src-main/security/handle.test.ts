import { describe, expect, it } from 'vitest';
import { createFakeElectron } from '../../tests/support/fake-electron/fake-electron.ts';
import { channelOf } from '../bridge/channels.ts';
import { createHandle } from './handle.ts';

const ORIGIN = 'http://127.0.0.1:4000';
const CONNECTION = channelOf('connection');

function setUp(trustedOrigin: () => string | undefined = () => ORIGIN) {
  const { electron, ipcMain } = createFakeElectron();
  const handle = createHandle({ ipcMain: electron.ipcMain, trustedOrigin });
  const badges: number[] = [];
  handle('connection', () => ({ url: ORIGIN, token: 'secret' }));
  handle('setBadge', (count) => void badges.push(count));
  return { ipcMain, badges, handle };
}

describe('handle', () => {
  it('answers the main frame of our own origin', async () => {
    const { ipcMain } = setUp();
    await expect(ipcMain.call(CONNECTION, undefined, { url: `${ORIGIN}/inbox` })).resolves.toEqual({
      url: ORIGIN,
      token: 'secret',
    });
  });

  it.each([
    'about:blank',
    'http://evil.test/',
    'http://127.0.0.1:4001/',
    'https://127.0.0.1:4000/',
    'http://localhost:4000/',
    'http://127.0.0.1:4000.evil.test/',
    'http://127.0.0.1:4000@evil.test/',
    'data:text/html,x',
    'file:///etc/passwd',
    '',
  ])('refuses a page at %j', async (url) => {
    const { ipcMain } = setUp();
    await expect(ipcMain.call(CONNECTION, undefined, { url })).rejects.toThrow('refused');
  });

  it('refuses an iframe, also one of our own origin', async () => {
    const { ipcMain } = setUp();
    await expect(ipcMain.call(CONNECTION, undefined, { url: ORIGIN }, { url: ORIGIN })).rejects.toThrow('refused');
  });

  it('refuses a frame that is gone', async () => {
    const { ipcMain } = setUp();
    await expect(ipcMain.call(CONNECTION, undefined, null, null)).rejects.toThrow('refused');
  });

  it('refuses everybody before there is an origin to trust', async () => {
    const { ipcMain } = setUp(() => undefined);
    await expect(ipcMain.call(CONNECTION, undefined, { url: ORIGIN })).rejects.toThrow('refused');
  });

  it.each([-1, 1.5, '3', null, { count: 3 }, Number.NaN, 10_000])('refuses the input %j', async (input) => {
    const { ipcMain, badges } = setUp();
    await expect(ipcMain.call(channelOf('setBadge'), input, { url: ORIGIN })).rejects.toThrow('does not fit');
    expect(badges).toEqual([]);
  });

  it('lets nothing out that the bridge does not name', async () => {
    const { ipcMain, handle } = setUp();
    const info = {
      name: 'Teppan',
      version: '1',
      platform: 'linux',
      dataDir: '/data',
      secretProtection: 'keychain',
    } as const;
    const withMore = { ...info, token: 'secret' };
    handle('appInfo', () => withMore);
    await expect(ipcMain.call(channelOf('appInfo'), undefined, { url: ORIGIN })).resolves.toEqual(info);
  });
});
