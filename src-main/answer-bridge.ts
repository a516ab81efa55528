import type { AppInfo, Connection, DesktopNotification, OpenedFile, OpenFileRequest } from './bridge/bridge.ts';
import type { Handle } from './security/handle.ts';
import type { Secrets } from './services/secrets.ts';

export interface BridgeAnswers {
  connection(): Connection;
  notify(request: DesktopNotification): void;
  setBadge(count: number): void;
  openFile(request: OpenFileRequest): Promise<OpenedFile[]>;
  appInfo(): AppInfo;
  secrets: Secrets;
  restartSidecar(): void;
}

/** Connects each bridge function with what carries it out. */
export function answerBridge(handle: Handle, answers: BridgeAnswers): void {
  handle('connection', answers.connection);
  handle('notify', answers.notify);
  handle('setBadge', answers.setBadge);
  handle('openFile', answers.openFile);
  handle('appInfo', answers.appInfo);
  handle('secretStatus', answers.secrets.status);
  handle('saveSecret', ({ name, value }) => {
    answers.secrets.save(name, value);
    answers.restartSidecar();
    return answers.secrets.status();
  });
}
