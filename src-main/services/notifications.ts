import type { Notification, NotificationConstructorOptions } from 'electron';
import type { DesktopNotification } from '../bridge/bridge.ts';

export interface NotificationsDeps {
  Notification: { new (options: NotificationConstructorOptions): Notification; isSupported(): boolean };
  icon: string;
  /** Brings the window to the front and opens what the notification was about. */
  onOpen(conversationId: string | undefined): void;
}

/** Shows desktop notifications. Does nothing where the system has none. */
export function createNotifications(deps: NotificationsDeps): (request: DesktopNotification) => void {
  // Also keeps each one alive while it is shown: a collected notification loses its click.
  const shown = new Map<string, Notification>();

  return ({ title, body, tag, conversationId }) => {
    if (!deps.Notification.isSupported()) return;
    shown.get(tag)?.close();
    const notification = new deps.Notification({ title, body, icon: deps.icon });
    shown.set(tag, notification);
    const forget = () => {
      if (shown.get(tag) === notification) shown.delete(tag);
    };
    notification.on('close', forget);
    notification.on('click', () => {
      forget();
      deps.onOpen(conversationId);
    });
    notification.show();
  };
}
