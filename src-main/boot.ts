import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { answerBridge } from './answer-bridge.ts';
import { readCommandLine } from './command-line.ts';
import type { ElectronApi } from './electron-api.ts';
import { createHandle } from './security/handle.ts';
import { denyPermissions, lockNavigation } from './security/harden.ts';
import { createOpenExternalSafe } from './security/open-external.ts';
import { createBadge } from './services/badge.ts';
import { createJsonFile } from './services/json-file.ts';
import { menuTemplate } from './services/menu.ts';
import { createNotifications } from './services/notifications.ts';
import { createOpenFile } from './services/open-file.ts';
import { quitGracefully } from './services/quit.ts';
import { createSecrets } from './services/secrets.ts';
import { settingsFromEnvironment } from './sidecar/child-environment.ts';
import { createLogFile } from './sidecar/log-file.ts';
import { createRememberedPort } from './sidecar/remembered-port.ts';
import { createStatusDisplay } from './sidecar/status-display.ts';
import { createSupervisor } from './sidecar/supervisor.ts';
import type { Timers } from './sidecar/timers.ts';
import { launchUtilitySidecar } from './sidecar/utility-sidecar.ts';
import { createMainWindow } from './windows/main-window.ts';
import { WindowState } from './windows/window-state.ts';

/** What the process was started with. */
export interface Host {
  argv: readonly string[];
  environment: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  home: string;
  timers: Timers;
}

/** Starts the desktop app, phase by phase. Resolves when the window is open and the sidecar is on its way. */
export async function boot(electron: ElectronApi, host: Host): Promise<void> {
  const { app } = electron;

  // Phase 1: folders. Each data folder has its own desktop state, so that two folders never share a window or a key.
  const { dataDir, port } = readCommandLine(host.argv, host);
  const desktopDir = join(dataDir, 'desktop');
  mkdirSync(desktopDir, { recursive: true, mode: 0o700 });
  app.setPath('userData', desktopDir);

  // Phase 2: one instance a data folder. A second start brings the first to the front and ends.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  await app.whenReady();

  // Phase 3: security, before there is a page.
  const log = createLogFile(join(dataDir, 'logs', 'sidecar.log'));
  const logFailure = (what: string) => (error: unknown) => log(`${what}: ${String(error)}\n`);
  const trustedOrigin = () => display.origin();
  const openExternalSafe = createOpenExternalSafe(electron.shell, logFailure('A link could not be opened'));
  lockNavigation({ app, trustedOrigin, openExternalSafe });
  denyPermissions(electron.session.defaultSession, trustedOrigin);

  // Phase 4: window and what belongs to it.
  const resource = (...path: string[]) => join(app.getAppPath(), ...path);
  const windowState = createJsonFile(join(desktopDir, 'window.json'), WindowState);
  const icon = resource('resources', 'icons', 'icon.png');
  const window = createMainWindow({
    BrowserWindow: electron.BrowserWindow,
    screen: electron.screen,
    preload: resource('out', 'preload', 'index.cjs'),
    icon,
    loadState: windowState.read,
    saveState: windowState.write,
  });
  const secrets = createSecrets({
    safeStorage: electron.safeStorage,
    platform: host.platform,
    path: join(desktopDir, 'secrets.json'),
  });
  const showDataFolder = () => void electron.shell.openPath(dataDir);

  // Phase 5: the sidecar. The same token over all its restarts: an open page stays signed in.
  const rememberedPort = createRememberedPort(dataDir);
  const token = randomBytes(32).toString('base64url');
  const display = createStatusDisplay({
    window,
    dialog: electron.dialog,
    showDataFolder,
    retry: () => supervisor.start(),
    quit: () => app.quit(),
    rememberPort: rememberedPort.write,
  });
  const supervisor = createSupervisor({
    launch: () =>
      launchUtilitySidecar({
        utilityProcess: electron.utilityProcess,
        entry: resource('out', 'server', 'index.js'),
        environment: host.environment,
        onLogLine: log,
      }),
    configuration: () => ({
      token,
      dataDir,
      port: port ?? rememberedPort.read(),
      ...secrets.values(),
      ...settingsFromEnvironment(host.environment),
    }),
    isPortFixed: port !== undefined,
    timers: host.timers,
    onStatus: display.show,
  });

  // Phase 6: what the page may ask for.
  const openConversation = (conversationId: string | undefined) => {
    window.show();
    if (conversationId !== undefined) window.send({ id: 'conversation.open', conversationId });
  };
  answerBridge(createHandle({ ipcMain: electron.ipcMain, trustedOrigin }), {
    connection: () => ({ url: trustedOrigin() ?? '', token }),
    notify: createNotifications({ Notification: electron.Notification, icon, onOpen: openConversation }),
    setBadge: createBadge({
      app,
      platform: host.platform,
      window: window.current,
      overlay: () => electron.nativeImage.createFromPath(resource('resources', 'icons', 'badge.png')),
    }),
    openFile: createOpenFile(electron.dialog, window.current),
    secrets,
    restartSidecar: () => void supervisor.restart(),
    appInfo: () => ({
      name: app.getName(),
      version: app.getVersion(),
      platform: host.platform,
      dataDir,
      secretProtection: secrets.protection(),
    }),
  });

  // Phase 7: menu, and what ends the app or brings it back.
  electron.Menu.setApplicationMenu(
    electron.Menu.buildFromTemplate(
      menuTemplate({
        platform: host.platform,
        appName: app.getName(),
        isDevelopment: !app.isPackaged,
        send: window.send,
        showDataFolder,
      }),
    ),
  );
  app.on('second-instance', window.show);
  app.on('activate', window.show);
  quitGracefully({ app, platform: host.platform, stop: supervisor.stop });

  // Phase 8: show, then start.
  window.show();
  supervisor.start();
}
