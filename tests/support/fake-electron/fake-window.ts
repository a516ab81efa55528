import { EventEmitter } from 'node:events';

/** The page in a fake window: remembers what it was sent and what guards were put on it. */
export class FakeWebContents extends EventEmitter {
  readonly mainFrame = { url: 'about:blank' };
  readonly sent: { channel: string; payload: unknown }[] = [];
  windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined;

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }

  send(channel: string, payload: unknown): void {
    this.sent.push({ channel, payload });
  }

  /** Does what a link or script in the page would do; returns whether the page was kept from it. */
  tryTo(
    event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate' | 'will-attach-webview',
    url: string,
  ): boolean {
    let isPrevented = false;
    this.emit(event, {
      url,
      preventDefault: () => {
        isPrevented = true;
      },
    });
    return isPrevented;
  }
}

/** A window without a screen. */
export class FakeWindow extends EventEmitter {
  readonly webContents = new FakeWebContents();
  readonly loaded: string[] = [];
  readonly options: Record<string, unknown>;
  isShown = false;
  isFocused = false;
  overlay: { icon: unknown; description: string } | undefined;
  bounds = { x: 10, y: 20, width: 1200, height: 800 };
  private minimized = false;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
  }

  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    this.webContents.mainFrame.url = url;
  }

  show(): void {
    this.isShown = true;
  }

  focus(): void {
    this.isFocused = true;
  }

  minimize(): void {
    this.minimized = true;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  restore(): void {
    this.minimized = false;
  }

  maximize(): void {}

  isMaximized(): boolean {
    return false;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return this.bounds;
  }

  setOverlayIcon(icon: unknown, description: string): void {
    this.overlay = { icon, description };
  }

  close(): void {
    this.emit('close');
    this.emit('closed');
  }
}
