import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeElectron } from '../tests/support/fake-electron/fake-electron.ts';
import { createFakeTimers } from '../tests/support/fake-electron/fake-timers.ts';
import type { FakeUtilityChild } from '../tests/support/fake-electron/fake-utility-process.ts';
import { boot } from './boot.ts';
import { channelOf } from './bridge/channels.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function setUp(options: { environment?: NodeJS.ProcessEnv; isLockFree?: boolean } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'teppan-boot-'));
  folders.push(dataDir);
  const fake = createFakeElectron();
  const timers = createFakeTimers();
  fake.app.isLockFree = options.isLockFree ?? true;
  await boot(fake.electron, {
    argv: ['.', '--data', dataDir, '--enable-logging'],
    environment: options.environment ?? {},
    platform: 'linux',
    home: '/home/someone',
    timers,
  });
  await Promise.resolve();
  const child = () => {
    const last = fake.children.at(-1);
    if (last === undefined) throw new Error('No sidecar was started.');
    return last;
  };
  const window = () => {
    const [first] = fake.windows;
    if (first === undefined) throw new Error('No window was opened.');
    return first;
  };
  const becomeReady = (port = 4000) => child().say({ state: 'ready', port, url: `http://127.0.0.1:${port}` });
  /** Calls a bridge function as the console would. */
  const ask = (name: Parameters<typeof channelOf>[0], input?: unknown) =>
    fake.ipcMain.call(channelOf(name), input, window().webContents.mainFrame);
  return { ...fake, dataDir, timers, child, window, becomeReady, ask };
}

function tokenOf(child: FakeUtilityChild | undefined): string {
  const configure = child?.received[0] as { token: string } | undefined;
  return configure?.token ?? '';
}

describe('boot', () => {
  it('opens a hardened window and shows how the start goes, then the console', async () => {
    const { window, child, becomeReady, app } = await setUp();
    expect(window().options.webPreferences).toEqual({
      preload: join('/app', 'out', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: true,
    });
    expect(app.isSandboxEnabled).toBe(true);
    child().say({ state: 'starting', step: 'Opening the <database>' });
    expect(decodeURIComponent(window().loaded.at(-1) ?? '')).toContain('Opening the &lt;database&gt; …');
    becomeReady();
    expect(window().loaded.at(-1)).toBe('http://127.0.0.1:4000/');
  });

  it('hands token and secrets to the sidecar by message only', async () => {
    const environment = { OPENAI_API_KEY: 'sk-canary', DATABASE_URL: 'postgres://u:canary@h/d', LANG: 'en' };
    const { child, dataDir } = await setUp({ environment });
    const [configure] = child().received;
    expect(configure).toMatchObject({
      type: 'configure',
      dataDir,
      openaiApiKey: 'sk-canary',
      databaseUrl: 'postgres://u:canary@h/d',
    });
    expect(child().args).toEqual(['--parent']);
    expect(child().options.env).toEqual({ LANG: 'en' });
  });

  it('tells the console how to reach the sidecar, and nobody else', async () => {
    const { ask, becomeReady, ipcMain, child } = await setUp();
    await expect(ask('connection')).rejects.toThrow('refused');
    becomeReady();
    const token = tokenOf(child());
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    await expect(ask('connection')).resolves.toEqual({ url: 'http://127.0.0.1:4000', token });
    await expect(ipcMain.call(channelOf('connection'), undefined, { url: 'http://evil.test' })).rejects.toThrow();
  });

  it('keeps token, port and page when the sidecar crashes', async () => {
    const { child, children, becomeReady, timers, window } = await setUp();
    becomeReady(4711);
    const loaded = window().loaded.length;
    child().emit('exit', 1);
    timers.advanceMs(250);
    expect(children).toHaveLength(2);
    await expect.poll(() => child().received[0]).toMatchObject({ port: 4711, token: tokenOf(children[0]) });
    becomeReady(4711);
    expect(window().loaded).toHaveLength(loaded);
  });

  it('explains a failed start and tries again when asked to', async () => {
    const { child, children, dialogs, pressNext } = await setUp();
    child().say({ state: 'failed', code: 'ALREADY_TAKEN', message: 'Another Teppan uses this folder.' });
    child().emit('exit', 1);
    expect(dialogs[0]?.detail).toBe('Another Teppan uses this folder.');
    pressNext(0);
    await Promise.resolve();
    await Promise.resolve();
    expect(children).toHaveLength(2);
  });

  it('ends at once where this folder is already open, and brings the open window to the front', async () => {
    const second = await setUp({ isLockFree: false });
    expect(second.app.hasQuit).toBe(true);
    expect(second.children).toHaveLength(0);

    const first = await setUp();
    first.window().minimize();
    first.app.emit('second-instance');
    expect(first.window().isMinimized()).toBe(false);
    expect(first.window().isFocused).toBe(true);
  });

  it('opens the conversation of a clicked notification', async () => {
    const { ask, becomeReady, notifications, window } = await setUp();
    becomeReady();
    const conversationId = '0192f0c1-7d64-7b1c-9a53-3c1f0a4d2e11';
    await ask('notify', { title: 'Needs a person', body: 'Refund', tag: 'e1', conversationId });
    notifications[0]?.emit('click');
    expect(window().webContents.sent).toEqual([
      { channel: 'teppan:command', payload: { id: 'conversation.open', conversationId } },
    ]);
  });

  it('saves a key encrypted and starts the sidecar with it', async () => {
    const { ask, becomeReady, child, children, dataDir } = await setUp();
    becomeReady();
    const status = await ask('saveSecret', { name: 'openaiApiKey', value: 'sk-canary' });
    expect(status).toEqual({ isSet: { openaiApiKey: true, openaiBaseUrl: false, databaseUrl: false }, warning: null });
    await expect.poll(() => children.length).toBe(2);
    await expect.poll(() => child().received[0]).toMatchObject({ openaiApiKey: 'sk-canary' });
    const path = join(dataDir, 'desktop', 'secrets.json');
    expect(readFileSync(path, 'utf8')).not.toContain('sk-canary');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('quits only after the sidecar has stopped', async () => {
    const { app, child, window } = await setUp();
    window().close();
    app.emit('window-all-closed');
    expect(app.hasQuit).toBe(false);
    await expect.poll(() => app.hasQuit).toBe(true);
    expect(child().received.at(-1)).toEqual({ type: 'stop' });
  });
});
