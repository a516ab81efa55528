import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHeldTimers, type HeldTimers } from '../../tests/support/held-timers.ts';
import { type OpenAiServer, startOpenAiServer } from '../../tests/support/openai-server/server.ts';
import { createFixedClock } from '../core/clock.ts';
import { silentLog } from '../core/log.ts';
import { createModels } from './create-models.ts';
import type { Embedder } from './embedder.ts';
import { createMessageAccount } from './gateway/budget.ts';

const DEAD = { kind: 'status', status: 500 } as const;
const STALLED = { kind: 'stall' } as const;

let server: OpenAiServer;
let timer: HeldTimers;
let clock: ReturnType<typeof createFixedClock>;
let embedder: Embedder;

beforeEach(async () => {
  timer = createHeldTimers();
  clock = createFixedClock('2026-05-01T12:00:00Z');
  server = await startOpenAiServer({ onStalled: timer.passNext });
  const config = { apiKey: 'test-key', baseUrl: server.baseUrl };
  embedder = createModels(config, { log: silentLog, clock, recordModelCall: () => undefined, timer }).embedder;
});
afterEach(() => server.stop());

/** Embeds texts for one message, one after the other; for each whether it went well. */
async function embedFor(texts: readonly string[], account = createMessageAccount()): Promise<boolean[]> {
  const results: boolean[] = [];
  for (const text of texts)
    results.push(
      await embedder.embed([text], { account }).then(
        () => true,
        () => false,
      ),
    );
  return results;
}

test('shares one call among the steps of one answer', async () => {
  const account = createMessageAccount();
  const vectors = await Promise.all([1, 2, 3].map(() => embedder.embed(['Do you travel?'], { account })));
  expect(server.requests).toHaveLength(1);
  expect(vectors[1]).toEqual(vectors[0]);
});

test('waits once for a model that does not answer, and not again for the same message', async () => {
  server.script(STALLED);
  expect(await embedFor(['one', 'two', 'three'])).toEqual([false, false, false]);
  expect(server.requests).toHaveLength(1);
  expect(timer.passed).toEqual([8_000]);
  expect(timer.running()).toBe(0);
});

test('tries again what may pass, within its patience', async () => {
  server.script(DEAD, DEAD);
  expect(await embedFor(['one'])).toEqual([true]);
  expect(server.requests).toHaveLength(3);
});

describe('a model that stays dead', () => {
  beforeEach(async () => {
    server.script(STALLED, STALLED);
    expect(await embedFor(['one'])).toEqual([false]);
    expect(await embedFor(['two'])).toEqual([false]);
  });

  test('is left alone after two messages, and tried by one after a pause', async () => {
    expect(await embedFor(['three'])).toEqual([false]);
    expect(server.requests).toHaveLength(2);
    clock.advanceMs(30_000);
    expect(await embedFor(['four'])).toEqual([true]);
    expect(await embedFor(['five'])).toEqual([true]);
  });

  test('still gives what it gave before, and is asked by what has time', async () => {
    expect(await embedder.embed(['an article'])).toHaveLength(1);
    expect(await embedFor(['an article'])).toEqual([true]);
    expect(server.requests).toHaveLength(3);
  });
});

test('who gives up gets their own reason, and the model is not blamed', async () => {
  server.script({ kind: 'held' });
  const ended = new AbortController();
  const asking = embedder.embed(['one'], { account: createMessageAccount(), signal: ended.signal });
  await vi.waitFor(() => expect(server.requests).toHaveLength(1));
  ended.abort(new Error('nobody waits'));
  await expect(asking).rejects.toThrow('nobody waits');
  expect(await embedFor(['two'])).toEqual([true]);
});
