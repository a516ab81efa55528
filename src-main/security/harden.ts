import type { App, Session, WebContents } from 'electron';
import type { OpenExternalSafe } from './open-external.ts';
import { isFromOrigin } from './origin.ts';

export interface HardenDeps {
  app: Pick<App, 'on'>;
  /** The only origin that a window may show; undefined until the sidecar is ready. */
  trustedOrigin(): string | undefined;
  openExternalSafe: OpenExternalSafe;
}

/** Applies to every page that is ever made: none navigates away, opens a window or embeds a foreign page. */
export function lockNavigation({ app, trustedOrigin, openExternalSafe }: HardenDeps): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    const isOwn = (url: string): boolean => {
      const origin = trustedOrigin();
      return origin !== undefined && isFromOrigin(url, origin);
    };
    const keepInside = (details: { url: string; preventDefault(): void }): void => {
      if (!isOwn(details.url)) details.preventDefault();
    };
    contents.on('will-navigate', (details) => {
      keepInside(details);
      if (!isOwn(details.url)) openExternalSafe(details.url);
    });
    contents.on('will-redirect', keepInside);
    contents.on('will-frame-navigate', keepInside);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      openExternalSafe(url);
      return { action: 'deny' };
    });
  });
}

/** "Copy" buttons write plain text after a click; nothing else that a page can ask for is needed here. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

/** Camera, microphone, location, notifications by the page, USB and all the others: refused without a question. */
export function denyPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
  trustedOrigin: () => string | undefined,
): void {
  const isAllowed = (permission: string, url: string): boolean => {
    const origin = trustedOrigin();
    return permission === ALLOWED_PERMISSION && origin !== undefined && isFromOrigin(url, origin);
  };
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isAllowed(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isAllowed(permission, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
}
