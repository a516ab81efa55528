import type { App, BrowserWindow, NativeImage } from 'electron';

export interface BadgeDeps {
  app: Pick<App, 'setBadgeCount'>;
  platform: NodeJS.Platform;
  window(): Pick<BrowserWindow, 'setOverlayIcon'> | undefined;
  overlay(): NativeImage;
}

/** Shows how many conversations wait for a person: a number on the dock or launcher, a dot on the Windows taskbar. */
export function createBadge(deps: BadgeDeps): (count: number) => void {
  return (count) => {
    if (deps.platform !== 'win32') {
      deps.app.setBadgeCount(count);
      return;
    }
    if (count === 0) deps.window()?.setOverlayIcon(null, '');
    else deps.window()?.setOverlayIcon(deps.overlay(), `${count} waiting for a person`);
  };
}
