import { EventEmitter } from 'node:events';
import type { ElectronApi } from '../../../src-main/electron-api.ts';
import { FakeApp } from './fake-app.ts';
import { FakeIpcMain } from './fake-ipc.ts';
import { FakeUtilityChild } from './fake-utility-process.ts';
import { FakeWindow } from './fake-window.ts';

/** A notification that was shown; `emit('click')` is the person's click. */
export class FakeNotification extends EventEmitter {
  readonly options: { title: string; body: string };
  isClosed = false;

  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
  }

  show(): void {}

  close(): void {
    this.isClosed = true;
    this.emit('close');
  }
}

/** Encrypts by reversing: enough to see that what is written is not what was given. */
export class FakeSafeStorage {
  isAvailable = true;
  backend = 'gnome_libsecret';

  isEncryptionAvailable(): boolean {
    return this.isAvailable;
  }

  getSelectedStorageBackend(): string {
    return this.backend;
  }

  encryptString(text: string): Buffer {
    return Buffer.from([...text].reverse().join(''));
  }

  decryptString(encrypted: Buffer): string {
    return [...encrypted.toString()].reverse().join('');
  }
}

export interface FakeElectron {
  /** To be passed where the real Electron would be. */
  electron: ElectronApi;
  app: FakeApp;
  ipcMain: FakeIpcMain;
  safeStorage: FakeSafeStorage;
  windows: FakeWindow[];
  children: FakeUtilityChild[];
  notifications: FakeNotification[];
  /** Addresses handed to the system's browser. */
  opened: string[];
  /** What message boxes said, and which button the person presses next. */
  dialogs: { detail: string }[];
  pressNext(button: number): void;
  permissions: {
    request?: (contents: unknown, permission: string, answer: (allowed: boolean) => void, details: object) => void;
    check?: (contents: unknown, permission: string, origin: string) => boolean;
    device?: () => boolean;
  };
  /** The template of the application menu. */
  menu: unknown[];
}

/** Electron without a screen, for the parts that Teppan uses. Events are as Electron documents them. */
export function createFakeElectron(appPath = '/app'): FakeElectron {
  const app = new FakeApp(appPath);
  const ipcMain = new FakeIpcMain();
  const safeStorage = new FakeSafeStorage();
  const windows: FakeWindow[] = [];
  const children: FakeUtilityChild[] = [];
  const notifications: FakeNotification[] = [];
  const opened: string[] = [];
  const dialogs: { detail: string }[] = [];
  const permissions: FakeElectron['permissions'] = {};
  const menu: unknown[] = [];
  let press: (button: number) => void = () => undefined;

  const electron = {
    app,
    ipcMain,
    safeStorage,
    BrowserWindow: class extends FakeWindow {
      constructor(options: Record<string, unknown>) {
        super(options);
        windows.push(this);
        app.emit('web-contents-created', {}, this.webContents);
      }
    },
    Notification: class extends FakeNotification {
      static isSupported(): boolean {
        return true;
      }
      constructor(options: { title: string; body: string }) {
        super(options);
        notifications.push(this);
      }
    },
    utilityProcess: {
      fork(entry: string, args: readonly string[], options: { env?: Record<string, string> }) {
        const child = new FakeUtilityChild(entry, args, options);
        children.push(child);
        return child;
      },
    },
    dialog: {
      showMessageBox(options: { detail: string }) {
        dialogs.push(options);
        return new Promise<{ response: number }>((answer) => {
          press = (button) => answer({ response: button });
        });
      },
      showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
    },
    shell: {
      async openExternal(url: string) {
        opened.push(url);
      },
      openPath: async () => '',
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: FakeElectron['permissions']['request']) =>
          Object.assign(permissions, { request: handler }),
        setPermissionCheckHandler: (handler: FakeElectron['permissions']['check']) =>
          Object.assign(permissions, { check: handler }),
        setDevicePermissionHandler: (handler: FakeElectron['permissions']['device']) =>
          Object.assign(permissions, { device: handler }),
      },
    },
    Menu: {
      buildFromTemplate: (template: unknown[]) => template,
      setApplicationMenu: (template: unknown[]) => void menu.push(...template),
    },
    nativeImage: { createFromPath: (path: string) => ({ path }) },
  };

  return {
    // The one place where the fake is taken for the real thing; the compiler cannot compare two hundred members.
    electron: electron as unknown as ElectronApi,
    app,
    ipcMain,
    safeStorage,
    windows,
    children,
    notifications,
    opened,
    dialogs,
    pressNext: (button) => press(button),
    permissions,
    menu,
  };
}
