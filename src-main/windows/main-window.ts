import type { BrowserWindow, BrowserWindowConstructorOptions, Screen } from 'electron';
import type { DesktopCommand } from '../bridge/bridge.ts';
import { COMMAND_CHANNEL } from '../bridge/channels.ts';
import { statusPage } from './status-page.ts';
import { fitToScreens, SMALLEST_WINDOW, type WindowState } from './window-state.ts';

export interface MainWindowDeps {
  BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  screen: Pick<Screen, 'getAllDisplays'>;
  preload: string;
  icon: string;
  loadState(): WindowState;
  saveState(state: WindowState): void;
}

/** The one window of the desk. */
export interface MainWindow {
  /** Opens it, or brings the open one to the front. */
  show(): void;
  /** Shows the console of the sidecar at this address. */
  showConsole(url: string): void;
  /** Shows a sentence while there is no console to show. */
  showStatus(text: string): void;
  send(command: DesktopCommand): void;
  /** For dialogs and badges; undefined while no window is open. */
  current(): BrowserWindow | undefined;
}

export function createMainWindow(deps: MainWindowDeps): MainWindow {
  let window: BrowserWindow | undefined;
  let page = statusPage('Starting');

  function open(): BrowserWindow {
    const opened = new deps.BrowserWindow(windowOptions(deps));
    if (deps.loadState().isMaximized) opened.maximize();
    opened.once('ready-to-show', () => opened.show());
    opened.on('close', () => deps.saveState({ ...opened.getNormalBounds(), isMaximized: opened.isMaximized() }));
    opened.on('closed', () => {
      window = undefined;
    });
    load(opened);
    return opened;
  }

  // A page that cannot be loaded shows the engine's own error page; the next status or `ready` loads another.
  function load(into: BrowserWindow): void {
    into.loadURL(page).catch(() => undefined);
  }

  function change(url: string): void {
    if (page === url) return;
    page = url;
    if (window !== undefined) load(window);
  }

  return {
    show() {
      if (window === undefined) {
        // It shows itself as soon as there is something to see in it.
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    showConsole: change,
    showStatus: (text) => change(statusPage(text)),
    send: (command) => window?.webContents.send(COMMAND_CHANNEL, command),
    current: () => window,
  };
}

function windowOptions(deps: MainWindowDeps): BrowserWindowConstructorOptions {
  const screens = deps.screen.getAllDisplays().map((display) => display.workArea);
  const { x, y, width, height } = fitToScreens(deps.loadState(), screens);
  return {
    ...(x === undefined || y === undefined ? {} : { x, y }),
    width,
    height,
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    show: false,
    title: 'Teppan',
    icon: deps.icon,
    autoHideMenuBar: true,
    webPreferences: {
      preload: deps.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: true,
    },
  };
}
