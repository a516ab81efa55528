import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SidecarMessage } from '../../src-server/contract/sidecar.ts';
import { APP_ROOT } from '../../src-server/core/app-root.ts';
import { newSecret } from '../../src-server/core/ids.ts';
import { createTestFolder } from '../support/embedded.ts';

const ENTRY = join(APP_ROOT, 'src-server', 'index.ts');

// A first start embeds the sample articles, which takes a while where other tests run beside it.
vi.setConfig({ testTimeout: 120_000 });

let dataDir: string;
let children: ChildProcess[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'teppan-process-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

/** A sidecar as a shell starts it, with what it says as the lines come. */
function startFromShell(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [ENTRY, ...args], { env: { PATH: process.env.PATH ?? '', ...env } });
  children.push(child);
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, next: async () => SidecarMessage.parse(JSON.parse(String((await said.next()).value))) };
}

describe('the sidecar as a process', () => {
  it('tells how far it is, signs in by its link, listens on 127.0.0.1 only, and stops in order', async () => {
    await createTestFolder(dataDir);
    const { child, next } = startFromShell(['--data', dataDir]);
    let message = await next();
    while ('state' in message && message.state === 'starting') message = await next();
    if (!('state' in message) || message.state !== 'ready') throw new Error(`Not ready: ${JSON.stringify(message)}`);
    const { url, port } = message;
    const link = await next();
    expect(link).toMatchObject({ type: 'link', url: expect.stringContaining(`${url}#code=`) });

    const health = await fetch(`${url}api/health`);
    expect(await health.json()).toMatchObject({ status: 'ok' });
    if (process.platform === 'linux') expect(await addressesOfPort(port)).toEqual(['0100007F']);

    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });

  it('keeps the token of its parent out of its arguments, environment, files and log', async () => {
    await createTestFolder(dataDir);
    const token = newSecret();
    const child = fork(ENTRY, ['--parent'], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { TEPPAN_LOG_LEVEL: 'debug' },
    });
    children.push(child);
    let written = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (written += chunk));
    const states: SidecarMessage[] = [];
    const ready = new Promise<Extract<SidecarMessage, { state: 'ready' }>>((resolve) => {
      child.on('message', (raw) => {
        const message = SidecarMessage.parse(raw);
        states.push(message);
        if ('state' in message && message.state === 'ready') resolve(message);
      });
    });
    child.send({ type: 'configure', token, dataDir, port: 0 });
    const { url } = await ready;
    const me = await fetch(`${url}api/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(await me.json()).toMatchObject({ role: 'owner' });
    if (process.platform === 'linux')
      for (const file of ['cmdline', 'environ'])
        expect(await readFile(`/proc/${child.pid}/${file}`, 'utf8')).not.toContain(token);

    const exit = once(child, 'exit');
    child.send({ type: 'stop' });
    expect(await exit).toEqual([0, null]);
    expect(states.at(-1)).toEqual({ type: 'stopped' });
    expect(written).toContain('request');
    expect(written).not.toContain(token);
  });

  it.each([
    ['a setting that cannot be used', { TEPPAN_PORT: 'many' }, /TEPPAN_PORT/],
    ['a database that cannot be reached', { DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/d' }, /DATABASE_URL|reach/],
  ])('says what to do about %s, and ends so that nobody starts it again at once', async (_name, env, text) => {
    const { child, next } = startFromShell(['--data', dataDir], env);
    const exit = once(child, 'exit');
    let message = await next();
    while ('state' in message && message.state === 'starting') message = await next();
    expect(message).toMatchObject({ state: 'failed', message: expect.stringMatching(text) });
    expect(JSON.stringify(message)).not.toContain('hunter2');
    expect((await exit)[0]).toBe(2);
  });
});

/** The addresses, as the kernel writes them, on which this machine listens for this port. */
async function addressesOfPort(port: number): Promise<string[]> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  const listening = '0A';
  return tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => state === listening && Number.parseInt(local?.split(':')[1] ?? '', 16) === port)
    .map(([, local]) => local?.split(':')[0] ?? '');
}
