import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { BRIDGE, type BridgeInput, type BridgeOutput } from '../bridge/bridge.ts';
import { type BridgeName, channelOf } from '../bridge/channels.ts';
import { isFromOrigin } from './origin.ts';

export interface HandleDeps {
  ipcMain: Pick<IpcMain, 'handle'>;
  /** The one origin whose page may ask; undefined until the sidecar is ready. */
  trustedOrigin(): string | undefined;
}

/** Registers what answers one bridge function. */
export type Handle = <N extends BridgeName>(
  name: N,
  answer: (input: BridgeInput<N>) => BridgeOutput<N> | Promise<BridgeOutput<N>>,
) => void;

/**
 * The only way to register an IPC handler. Each call is answered only for the main frame of a page of our own
 * origin, with input that fits the bridge's schema; what goes back is checked as well, so that no field slips out.
 */
export function createHandle(deps: HandleDeps): Handle {
  return (name, answer) => {
    const { input, output } = BRIDGE[name];
    deps.ipcMain.handle(channelOf(name), async (event, raw: unknown) => {
      if (!isTrustedSender(event, deps.trustedOrigin()))
        throw new Error(`"${name}" was refused: only Teppan's own window may ask for it.`);
      const parsed = input.safeParse(raw);
      if (!parsed.success) throw new Error(`"${name}" was refused: what was sent does not fit.`);
      const answered: unknown = await answer(parsed.data as BridgeInput<typeof name>);
      return output.parse(answered);
    });
  };
}

/** An iframe, a frame that is already gone and a foreign or blank page are not trusted. */
function isTrustedSender(event: IpcMainInvokeEvent, origin: string | undefined): boolean {
  const frame = event.senderFrame;
  if (frame === null || origin === undefined) return false;
  return frame === event.sender.mainFrame && isFromOrigin(frame.url, origin);
}
