import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestFolder } from '../support/embedded.ts';
import { type SourceSidecar, startSourceSidecar } from './source-sidecar.ts';

let dataDir: string;
let started: SourceSidecar[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'teppan-second-'));
  await createTestFolder(dataDir);
  started = [];
});
afterEach(async () => {
  for (const sidecar of started) await sidecar.kill();
  await rm(dataDir, { recursive: true });
});

function start(): SourceSidecar {
  const sidecar = startSourceSidecar({ dataDir });
  started.push(sidecar);
  return sidecar;
}

it('is refused at once, leaves the first alone, and is not refused any more once the first is killed', {
  timeout: 180_000,
}, async () => {
  const first = start();
  await first.ready;
  const { conversationId } = await first.client().chat.start({ name: 'Kim' });

  const refusedMs: number[] = [];
  for (let nth = 0; nth < 3; nth++) {
    const second = start();
    const { code, message, atMs } = await second.failed;
    refusedMs.push(Math.round(atMs));
    expect(code).toBe('ALREADY_TAKEN');
    expect(message).toContain(dataDir);
    expect(message).toMatch(/quit it first.*--data/);
    expect(await second.exited).toEqual({ code: 2, signal: null });
    expect(second.log()).toBe('');
    expect((await first.client().conversations.get({ id: conversationId })).id).toBe(conversationId);
  }
  console.log(`A second start was refused ${refusedMs.join(', ')} ms after its process was started.`);

  await first.kill();
  const next = start();
  await next.ready;
  expect((await next.client().conversations.get({ id: conversationId })).id).toBe(conversationId);
});
