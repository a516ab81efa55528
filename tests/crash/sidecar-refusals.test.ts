import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isApiError } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import { createTestFolder } from '../support/embedded.ts';
import { startOpenAiServer } from '../support/openai-server/server.ts';
import { fillDisk, freeDisk, makeReadOnly, mountSmallDisk, unmountSmallDisk, whyNoSmallDisk } from './small-disk.ts';
import { type SourceSidecar, type SourceSidecarSettings, startSourceSidecar } from './source-sidecar.ts';

vi.setConfig({ testTimeout: 180_000 });

const noDisk = whyNoSmallDisk();
if (noDisk !== undefined) console.error(`Tests of full and read-only disks are skipped: ${noDisk}`);

let folder: string;
let sidecar: SourceSidecar | undefined;
let server: Server | undefined;
let disk: string | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teppan-refusal-'));
});
afterEach(async () => {
  await sidecar?.kill();
  server?.close();
  if (disk !== undefined) await unmountSmallDisk(disk);
  disk = undefined;
  await rm(folder, { recursive: true });
});

/** Starts a sidecar that cannot start, and checks that it ends as one that a person has to help. */
async function refusal(settings: SourceSidecarSettings): Promise<string> {
  sidecar = startSourceSidecar(settings);
  const { message } = await sidecar.failed;
  expect(await sidecar.exited).toEqual({ code: 2, signal: null });
  // Not one line of a program's insides, neither to the person nor into the log.
  expect(`${message}${sidecar.log()}`).not.toMatch(/\n\s+at /);
  return message;
}

async function listen(onConnection: Parameters<typeof createServer>[1] = () => undefined): Promise<number> {
  const listening = createServer(onConnection).listen(0, '127.0.0.1');
  server = listening;
  await new Promise((resolve) => listening.once('listening', resolve));
  return (listening.address() as AddressInfo).port;
}

describe('a start that cannot succeed says what to do', () => {
  it('where the data folder is a file', async () => {
    const dataDir = join(folder, 'file');
    await writeFile(dataDir, 'mine');
    const message = await refusal({ dataDir });
    expect(message).toContain(dataDir);
    expect(message).toContain('--data');
  });

  it.skipIf(noDisk !== undefined)('where the data folder cannot be written', async () => {
    disk = await mountSmallDisk(8);
    makeReadOnly(disk);
    const message = await refusal({ dataDir: join(disk, 'data') });
    expect(message).toContain(join(disk, 'data'));
    expect(message).toContain('--data');
  });

  it('where the port is in use', async () => {
    const port = await listen();
    const dataDir = join(folder, 'data');
    await createTestFolder(dataDir);
    expect(await refusal({ dataDir, port })).toMatch(new RegExp(`Port ${port} is in use.*--port`));
  });

  it('where nothing listens at DATABASE_URL', async () => {
    const port = await listen();
    server?.close();
    const message = await refusal({ dataDir: folder, databaseUrl: `postgres://desk:hunter2@127.0.0.1:${port}/teppan` });
    expect(message).toMatch(/cannot be reached.*DATABASE_URL/);
    expect(`${message}${sidecar?.log()}`).not.toContain('hunter2');
  });

  it('where the database server refuses the password', async () => {
    const fields = ['SFATAL', 'VFATAL', 'C28P01', 'Mpassword authentication failed for user "desk"', ''].join('\0');
    const head = Buffer.alloc(5);
    head.write('E');
    head.writeInt32BE(4 + fields.length + 1, 1);
    const port = await listen((socket) =>
      socket.once('data', () => socket.end(Buffer.concat([head, Buffer.from(`${fields}\0`)]))),
    );
    const message = await refusal({ dataDir: folder, databaseUrl: `postgres://desk:hunter2@127.0.0.1:${port}/teppan` });
    expect(message).toMatch(/refused the user or password.*DATABASE_URL/);
    expect(`${message}${sidecar?.log()}`).not.toContain('hunter2');
  });
});

it('tells of a wrong key of the model service, and never shows it', async () => {
  const model = await startOpenAiServer({ apiKey: 'another-key' });
  const key = 'sk-wrongkey4711wrongkey4711';
  sidecar = startSourceSidecar({ dataDir: join(folder, 'data'), openai: { baseUrl: model.baseUrl, apiKey: key } });
  const outcome = await Promise.race([
    sidecar.failed.then(({ message }) => message),
    sidecar.ready.then(() => 'ready'),
  ]);
  await model.stop();
  expect(outcome === 'ready' ? sidecar.log() : outcome).toMatch(/API key/);
  expect(`${outcome}${sidecar.log()}`).not.toContain(key);
});

it.skipIf(noDisk !== undefined)('tells customers of a full disk, and goes on when there is space again', async () => {
  disk = await mountSmallDisk(220);
  const dataDir = join(disk, 'data');
  await createTestFolder(dataDir);
  sidecar = startSourceSidecar({ dataDir });
  await sidecar.ready;
  // Several customers, as each may send a hundred messages in ten seconds and no more.
  const tokens: string[] = [];
  for (let nth = 0; nth < 20; nth++) {
    const { token } = await sidecar.client().chat.start({});
    tokens.push(token);
    const { conversationId } = await sidecar.client(token).chat.state();
    await sidecar.client().conversations.takeOver({ id: conversationId });
  }
  const chats = tokens.map((token) => sidecar?.client(token).chat);
  const send = async (at: number, content: string) => chats[at]?.send({ content, clientKey: newId() });
  await fillDisk(disk, 200_000);

  const saved = tokens.map((): string[] => []);
  let refused: unknown;
  for (let nth = 0; refused === undefined && nth < 5_000; nth++) {
    const content = `${nth}: ${newId().repeat(100)}`;
    const at = nth % tokens.length;
    await send(at, content).then(
      () => saved[at]?.push(content),
      (error: unknown) => {
        refused = error;
      },
    );
  }
  if (!isApiError(refused)) throw refused;
  expect(refused).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('Free some space') });

  await freeDisk(disk);
  await vi.waitFor(() => send(0, 'There is space again.'), { timeout: 60_000, interval: 500 });
  saved[0]?.push('There is space again.');
  await sidecar.kill();
  sidecar = startSourceSidecar({ dataDir });
  await sidecar.ready;
  for (const [at, token] of tokens.entries()) {
    const { messages } = await sidecar.client(token).chat.state();
    const kept = messages.filter(({ from }) => from === 'customer').map(({ content }) => content);
    expect(kept.slice(-100)).toEqual(saved[at]?.slice(-100));
  }
  expect((await sidecar.client().system.status()).notices).toEqual([]);
});
