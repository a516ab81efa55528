import { EventEmitter } from 'node:events';

/** The application object: paths, the single-instance lock, quitting. */
export class FakeApp extends EventEmitter {
  readonly paths = new Map<string, string>();
  readonly isPackaged = false;
  /** What another instance left of the lock. */
  isLockFree = true;
  isSandboxEnabled = false;
  hasQuit = false;
  badgeCount = 0;
  private readonly appPath: string;

  constructor(appPath: string) {
    super();
    this.appPath = appPath;
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }

  getAppPath(): string {
    return this.appPath;
  }

  getName(): string {
    return 'Teppan';
  }

  getVersion(): string {
    return '1.2.3';
  }

  requestSingleInstanceLock(): boolean {
    return this.isLockFree;
  }

  enableSandbox(): void {
    this.isSandboxEnabled = true;
  }

  async whenReady(): Promise<void> {}

  setBadgeCount(count: number): boolean {
    this.badgeCount = count;
    return true;
  }

  /** As Electron does: everybody may hold the quit back. */
  quit(): void {
    let isPrevented = false;
    this.emit('before-quit', {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    if (!isPrevented) this.hasQuit = true;
  }
}
