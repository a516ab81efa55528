import { EventEmitter } from 'node:events';
import type { IpcRenderer } from 'electron';
import { describe, expect, it } from 'vitest';
import type { DesktopCommand, TeppanApi } from '../bridge/bridge.ts';
import { BRIDGE } from '../bridge/bridge.ts';
import { BRIDGE_NAMES, COMMAND_CHANNEL } from '../bridge/channels.ts';
import { exposeBridge } from './expose-bridge.ts';

class FakeIpcRenderer extends EventEmitter {
  readonly invoked: unknown[][] = [];

  async invoke(...args: unknown[]): Promise<string> {
    this.invoked.push(args);
    return 'answer';
  }
}

function setUp() {
  const exposed: Record<string, unknown> = {};
  const ipcRenderer = new FakeIpcRenderer();
  exposeBridge(
    { exposeInMainWorld: (key, api: unknown) => void Object.assign(exposed, { [key]: api }) },
    ipcRenderer as unknown as IpcRenderer,
  );
  return { exposed, ipcRenderer, teppan: exposed.teppan as TeppanApi };
}

describe('window.teppan', () => {
  it('is the only thing exposed, and has exactly the functions of the bridge', () => {
    const { exposed, teppan } = setUp();
    expect(Object.keys(exposed)).toEqual(['teppan']);
    expect(Object.keys(teppan).sort()).toEqual([...BRIDGE_NAMES, 'onCommand'].sort());
    expect(Object.keys(BRIDGE).sort()).toEqual([...BRIDGE_NAMES].sort());
    expect(Object.values(teppan).every((member) => typeof member === 'function')).toBe(true);
  });

  it('calls the channel of the function, with one argument', async () => {
    const { teppan, ipcRenderer } = setUp();
    await expect(teppan.setBadge(3)).resolves.toBe('answer');
    await teppan.connection();
    expect(ipcRenderer.invoked).toEqual([
      ['teppan:setBadge', 3],
      ['teppan:connection', undefined],
    ]);
  });

  it('hands on commands without the event, until the listener is taken away', () => {
    const { teppan, ipcRenderer } = setUp();
    const received: unknown[][] = [];
    const end = teppan.onCommand((...args: [DesktopCommand]) => received.push(args));
    ipcRenderer.emit(COMMAND_CHANNEL, { sender: 'dangerous' }, { id: 'go.inbox' });
    end();
    ipcRenderer.emit(COMMAND_CHANNEL, {}, { id: 'go.settings' });
    expect(received).toEqual([[{ id: 'go.inbox' }]]);
  });
});
