import { describe, expect, it } from 'vitest';
import { createFakeElectron } from '../../tests/support/fake-electron/fake-electron.ts';
import { FakeWebContents } from '../../tests/support/fake-electron/fake-window.ts';
import { denyPermissions, lockNavigation } from './harden.ts';

const ORIGIN = 'http://127.0.0.1:4000';

function setUp(origin: string | undefined = ORIGIN) {
  const { app, electron, permissions } = createFakeElectron();
  const external: string[] = [];
  lockNavigation({
    app: electron.app,
    trustedOrigin: () => origin,
    openExternalSafe: (url) => {
      external.push(url);
      return true;
    },
  });
  denyPermissions(electron.session.defaultSession, () => origin);
  const contents = new FakeWebContents();
  app.emit('web-contents-created', {}, contents);
  return { contents, external, permissions };
}

const NAVIGATIONS = ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const;

describe('navigation', () => {
  it.each(NAVIGATIONS)('%s stays within the exact origin', (event) => {
    const { contents } = setUp();
    expect(contents.tryTo(event, `${ORIGIN}/inbox/1`)).toBe(false);
    for (const url of [
      'http://evil.test/',
      'http://127.0.0.1:4001/',
      'http://localhost:4000/',
      'https://127.0.0.1:4000/',
      'http://127.0.0.1:4000@evil.test/',
      'file:///etc/passwd',
      'data:text/html,x',
      'javascript:alert(1)',
      'about:blank',
    ])
      expect(contents.tryTo(event, url), url).toBe(true);
  });

  it('offers a clicked foreign link to the system instead', () => {
    const { contents, external } = setUp();
    contents.tryTo('will-navigate', 'https://example.com/');
    contents.tryTo('will-navigate', `${ORIGIN}/inbox`);
    expect(external).toEqual(['https://example.com/']);
  });

  it('opens no window, not even for our own pages', () => {
    const { contents, external } = setUp();
    for (const url of ['https://example.com/', `${ORIGIN}/`, 'about:blank'])
      expect(contents.windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
    expect(external).toContain('https://example.com/');
  });

  it('embeds no foreign page', () => {
    const { contents } = setUp();
    expect(contents.tryTo('will-attach-webview', 'https://example.com/')).toBe(true);
  });
});

describe('permissions', () => {
  const ask = (permission: string, url = `${ORIGIN}/`) => {
    const { permissions } = setUp();
    let isGranted: boolean | undefined;
    permissions.request?.(
      {},
      permission,
      (answer) => {
        isGranted = answer;
      },
      { requestingUrl: url },
    );
    return { isGranted, isChecked: permissions.check?.({}, permission, url) };
  };

  it.each([
    'media',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'display-capture',
    'clipboard-read',
    'idle-detection',
    'hid',
    'serial',
    'usb',
    'fileSystem',
    'unknown',
  ])('denies %s', (permission) => {
    expect(ask(permission)).toEqual({ isGranted: false, isChecked: false });
  });

  it('lets our own page write plain text to the clipboard, and no other', () => {
    expect(ask('clipboard-sanitized-write')).toEqual({ isGranted: true, isChecked: true });
    expect(ask('clipboard-sanitized-write', 'http://evil.test/')).toEqual({ isGranted: false, isChecked: false });
  });

  it('denies devices', () => {
    expect(setUp().permissions.device?.()).toBe(false);
  });
});
