import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand } from '../bridge/bridge.ts';

export interface MenuDeps {
  platform: NodeJS.Platform;
  appName: string;
  /** Adds reload and developer tools. */
  isDevelopment: boolean;
  send(command: DesktopCommand): void;
  showDataFolder(): void;
}

/** The application menu. Its own entries are commands that the page carries out, by the ids of its registry. */
export function menuTemplate(deps: MenuDeps): MenuItemConstructorOptions[] {
  const command = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => deps.send({ id }),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const isMac = deps.platform === 'darwin';
  const settings = command('Settings…', 'go.settings', 'CmdOrCtrl+,');

  return [
    ...(isMac ? [macMenu(deps.appName, settings)] : []),
    { label: '&File', submenu: isMac ? [{ role: 'close' }] : [settings, { type: 'separator' }, { role: 'quit' }] },
    { role: 'editMenu' },
    {
      label: '&Go',
      submenu: [
        command('Command palette', 'palette.open', 'CmdOrCtrl+K'),
        { type: 'separator' },
        command('Inbox', 'go.inbox', 'CmdOrCtrl+1'),
        command('Escalations', 'go.escalations', 'CmdOrCtrl+2'),
        command('Training', 'go.training', 'CmdOrCtrl+3'),
        command('Articles', 'go.articles', 'CmdOrCtrl+4'),
        command('Analytics', 'go.analytics', 'CmdOrCtrl+5'),
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...developerItems(deps.isDevelopment),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        command('Keyboard shortcuts', 'shortcuts.open', 'CmdOrCtrl+/'),
        { label: 'Show data folder', click: deps.showDataFolder },
      ],
    },
  ];
}

function macMenu(appName: string, settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    label: appName,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}

function developerItems(isDevelopment: boolean): MenuItemConstructorOptions[] {
  return isDevelopment ? [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }] : [];
}
