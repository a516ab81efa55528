import { describe, expect, it } from 'vitest';
import type { SidecarMessage } from './contract/sidecar.ts';
import { connectToParent, createParentLink, type ParentHost } from './parent-link.ts';

const CONFIGURE = { type: 'configure', token: 'x'.repeat(43), dataDir: '/data', port: 0 } as const;

function fakeTransport() {
  const sent: SidecarMessage[] = [];
  let receive: (message: unknown) => void = () => undefined;
  let lose: () => void = () => undefined;
  return {
    sent,
    receive: (message: unknown) => receive(message),
    lose: () => lose(),
    onMessage(listener: (message: unknown) => void) {
      receive = listener;
    },
    onGone(listener: () => void) {
      lose = listener;
    },
    async send(message: SidecarMessage) {
      sent.push(message);
    },
  };
}

describe('createParentLink', () => {
  it('hands over the configuration, also when it came before anybody asked', async () => {
    const transport = fakeTransport();
    const link = createParentLink(transport);
    transport.receive(CONFIGURE);
    await expect(link.configuration()).resolves.toEqual(CONFIGURE);
  });

  it('ignores what is not a message of the contract', async () => {
    const transport = fakeTransport();
    const link = createParentLink(transport);
    for (const bad of [
      null,
      'stop',
      { type: 'shell' },
      { ...CONFIGURE, token: 'short' },
      { ...CONFIGURE, port: 70_000 },
    ])
      transport.receive(bad);
    transport.receive({ ...CONFIGURE, dataDir: '/good' });
    await expect(link.configuration()).resolves.toMatchObject({ dataDir: '/good' });
  });

  it('asks to stop once: on the message, and when the parent is gone', () => {
    const transport = fakeTransport();
    const link = createParentLink(transport);
    let stops = 0;
    link.onStop(() => void stops++);
    transport.receive({ type: 'stop' });
    transport.receive({ type: 'stop' });
    transport.lose();
    expect(stops).toBe(1);
  });

  it('remembers a stop that came before the listener', () => {
    const transport = fakeTransport();
    const link = createParentLink(transport);
    transport.lose();
    let stops = 0;
    link.onStop(() => void stops++);
    expect(stops).toBe(1);
  });

  it('reports states, links and the end', async () => {
    const transport = fakeTransport();
    const link = createParentLink(transport);
    link.report({ state: 'starting', step: 'Opening the database' });
    transport.receive({ type: 'mint-link' });
    link.onMintLink(() => 'http://127.0.0.1:4000/#code=abc');
    transport.receive({ type: 'mint-link' });
    await link.stopped();
    expect(transport.sent).toEqual([
      { state: 'starting', step: 'Opening the database' },
      { type: 'link', url: 'http://127.0.0.1:4000/#code=abc' },
      { type: 'stopped' },
    ]);
  });
});

describe('connectToParent', () => {
  const on = () => undefined;

  it('finds no parent in a shell', () => {
    expect(connectToParent({ on })).toBeUndefined();
  });

  it('unwraps the events of the port of Electron', async () => {
    let receive: (event: { data: unknown }) => void = () => undefined;
    const posted: unknown[] = [];
    const host: ParentHost = {
      on,
      parentPort: {
        on: (_name, listener) => {
          receive = listener;
        },
        postMessage: (message) => void posted.push(message),
      },
    };
    const link = connectToParent(host);
    receive({ data: CONFIGURE });
    await expect(link?.configuration()).resolves.toEqual(CONFIGURE);
    await link?.stopped();
    expect(posted).toEqual([{ type: 'stopped' }]);
  });

  it('does not hang when the forking process is gone', async () => {
    const host: ParentHost = {
      on,
      send: (_message, done) => {
        done(new Error('channel closed'));
        return false;
      },
    };
    await expect(connectToParent(host)?.stopped()).resolves.toBeUndefined();
  });
});
