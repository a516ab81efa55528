import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createFakeElectron } from '../../tests/support/fake-electron/fake-electron.ts';
import { FakeWindow } from '../../tests/support/fake-electron/fake-window.ts';
import { createBadge } from './badge.ts';
import { menuTemplate } from './menu.ts';
import { createNotifications } from './notifications.ts';

describe('notifications', () => {
  function setUp() {
    const { electron, notifications } = createFakeElectron();
    const openedIds: (string | undefined)[] = [];
    const notify = createNotifications({
      Notification: electron.Notification,
      icon: 'icon.png',
      onOpen: (id) => openedIds.push(id),
    });
    return { notify, notifications, openedIds };
  }

  it('replace an older one with the same tag', () => {
    const { notify, notifications } = setUp();
    notify({ title: 'One', body: '', tag: 'a' });
    notify({ title: 'Two', body: '', tag: 'a' });
    notify({ title: 'Other', body: '', tag: 'b' });
    expect(notifications.map(({ options, isClosed }) => [options.title, isClosed])).toEqual([
      ['One', true],
      ['Two', false],
      ['Other', false],
    ]);
  });

  it('tell which conversation was clicked', () => {
    const { notify, notifications, openedIds } = setUp();
    notify({ title: 'One', body: '', tag: 'a', conversationId: 'c1' });
    notifications[0]?.emit('click');
    expect(openedIds).toEqual(['c1']);
  });
});

describe('badge', () => {
  it('is a number on the dock or launcher', () => {
    const { app, electron } = createFakeElectron();
    createBadge({ app: electron.app, platform: 'darwin', window: () => undefined, overlay: fail })(7);
    expect(app.badgeCount).toBe(7);
  });

  it('is an icon with a text on the Windows taskbar, and goes away again', () => {
    const { electron } = createFakeElectron();
    const window = new FakeWindow({});
    const setBadge = createBadge({
      app: electron.app,
      platform: 'win32',
      window: () => window,
      overlay: () => electron.nativeImage.createFromPath('badge.png'),
    });
    setBadge(2);
    expect(window.overlay?.description).toBe('2 waiting for a person');
    setBadge(0);
    expect(window.overlay).toEqual({ icon: null, description: '' });
  });

  function fail(): never {
    throw new Error('not on this platform');
  }
});

describe('menu', () => {
  function itemsOf(platform: NodeJS.Platform, isDevelopment = false) {
    const sent: string[] = [];
    const template = menuTemplate({
      platform,
      appName: 'Teppan',
      isDevelopment,
      send: ({ id }) => sent.push(id),
      showDataFolder: () => sent.push('data folder'),
    });
    const items = template.flatMap(({ submenu }) => (submenu ?? []) as MenuItemConstructorOptions[]);
    return { sent, items };
  }

  it.each(['linux', 'win32', 'darwin'] as const)('on %s gives each accelerator once', (platform) => {
    const { items } = itemsOf(platform, true);
    const accelerators = items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(accelerators.length).toBeGreaterThan(6);
    expect(new Set(accelerators).size).toBe(accelerators.length);
  });

  it('sends its commands to the page', () => {
    const { items, sent } = itemsOf('linux');
    for (const item of items) item.click?.({} as never, undefined, {} as never);
    expect(sent).toEqual([
      'go.settings',
      'palette.open',
      'go.inbox',
      'go.escalations',
      'go.training',
      'go.articles',
      'go.analytics',
      'shortcuts.open',
      'data folder',
    ]);
  });

  it('has developer tools in development only', () => {
    const roles = (isDevelopment: boolean) => itemsOf('linux', isDevelopment).items.map(({ role }) => role);
    expect(roles(true)).toContain('toggleDevTools');
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(false)).not.toContain('reload');
  });
});
