import type { ContextBridge, IpcRenderer } from 'electron';
import type { DesktopCommand } from '../bridge/bridge.ts';
import { BRIDGE_NAMES, COMMAND_CHANNEL, channelOf } from '../bridge/channels.ts';

/** Puts `window.teppan` into the page: one function a bridge name, and the commands. Nothing of Electron is handed on. */
export function exposeBridge(contextBridge: Pick<ContextBridge, 'exposeInMainWorld'>, ipcRenderer: IpcRenderer): void {
  const functions = BRIDGE_NAMES.map((name) => [
    name,
    (input?: unknown): Promise<unknown> => ipcRenderer.invoke(channelOf(name), input),
  ]);
  contextBridge.exposeInMainWorld('teppan', {
    ...Object.fromEntries(functions),
    onCommand(listener: (command: DesktopCommand) => void): () => void {
      // The event object is kept back: it carries the sender, and through it a way to other channels.
      const forward = (_event: unknown, command: DesktopCommand) => listener(command);
      ipcRenderer.on(COMMAND_CHANNEL, forward);
      return () => void ipcRenderer.removeListener(COMMAND_CHANNEL, forward);
    },
  });
}
