import type { Dialog } from 'electron';
import type { MainWindow } from '../windows/main-window.ts';
import type { SidecarStatus } from './supervisor.ts';

export interface StatusDisplayDeps {
  window: Pick<MainWindow, 'showConsole' | 'showStatus'>;
  dialog: Pick<Dialog, 'showMessageBox'>;
  showDataFolder(): void;
  retry(): void;
  quit(): void;
  rememberPort(port: number): void;
}

export interface StatusDisplay {
  show(status: SidecarStatus): void;
  /** The origin that the sidecar serves the console from; undefined before it was ready for the first time. */
  origin(): string | undefined;
}

const BUTTONS = ['Try again', 'Show data folder', 'Quit'];

/** Tells the person at the window how the sidecar is doing. */
export function createStatusDisplay(deps: StatusDisplayDeps): StatusDisplay {
  let origin: string | undefined;

  async function askWhatToDo(message: string): Promise<void> {
    const { response } = await deps.dialog.showMessageBox({
      type: 'error',
      title: 'Teppan',
      message: 'Teppan could not start',
      detail: message,
      buttons: BUTTONS,
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    });
    if (response === 0) deps.retry();
    else if (response === 2) deps.quit();
    else {
      deps.showDataFolder();
      await askWhatToDo(message);
    }
  }

  return {
    origin: () => origin,
    show(status) {
      if (status.kind === 'ready') {
        origin = new URL(status.url).origin;
        deps.rememberPort(status.port);
        deps.window.showConsole(`${origin}/`);
      } else if (status.kind === 'failed') {
        void askWhatToDo(status.message);
      } else if (origin === undefined) {
        // Once there is a console, it tells by itself that the connection is lost, and keeps what is on the screen.
        deps.window.showStatus(statusText(status));
      }
    },
  };
}

function statusText(status: SidecarStatus): string {
  switch (status.kind) {
    case 'starting':
      return `${status.step} …`;
    case 'restarting':
      return 'Starting again after a problem …';
    default:
      return 'Closing …';
  }
}
