import type { App } from 'electron';

export interface QuitDeps {
  app: Pick<App, 'on' | 'quit'>;
  platform: NodeJS.Platform;
  /** Stops the sidecar; settles within a few seconds. */
  stop(): Promise<void>;
}

/** Holds the quit back until the sidecar has closed its database. On a Mac, closing the window does not quit. */
export function quitGracefully({ app, platform, stop }: QuitDeps): void {
  let progress: 'running' | 'stopping' | 'stopped' = 'running';

  app.on('before-quit', (event) => {
    if (progress === 'stopped') return;
    event.preventDefault();
    if (progress === 'stopping') return;
    progress = 'stopping';
    void stop().finally(() => {
      progress = 'stopped';
      app.quit();
    });
  });

  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
}
