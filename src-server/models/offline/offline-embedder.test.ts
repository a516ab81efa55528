import { expect, test, vi } from 'vitest';
import { createLog } from '../../core/log.ts';
import { createOfflineEmbedder } from './offline-embedder.ts';
import type { UseLiteThread } from './use-lite-thread.ts';

/** A thread that notes what it is asked and dies when it meets the text "die". */
function fakeThreads() {
  const slices: string[][] = [];
  let started = 0;
  let stopped = 0;
  const startThread = async (): Promise<UseLiteThread> => {
    started += 1;
    let alive = true;
    return {
      get alive() {
        return alive;
      },
      async run(texts) {
        slices.push(texts);
        if (texts.includes('die')) {
          alive = false;
          throw new Error('the thread ended');
        }
        return texts.map((text) => Float32Array.of(text.length, 1));
      },
      async stop() {
        stopped += 1;
      },
    };
  };
  return { slices, startThread, started: () => started, stopped: () => stopped };
}

test('a thread that died is started again by the next call', async () => {
  const threads = fakeThreads();
  const embedder = createOfflineEmbedder(threads);
  await expect(embedder.embed(['die'])).rejects.toThrow('the thread ended');
  expect(await embedder.embed(['live'])).toHaveLength(1);
  expect(threads.started()).toBe(2);
});

test('why the model failed is logged, unless the caller gave up or the program ends', async () => {
  const logged: string[] = [];
  const log = createLog({ level: 'error', write: (line) => void logged.push(line) });
  const embedder = createOfflineEmbedder({ ...fakeThreads(), log });
  await expect(embedder.embed(['die'])).rejects.toThrow();
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ error: { message: 'the thread ended' } }]);
  await expect(embedder.embed(['die'], { signal: AbortSignal.abort() })).rejects.toThrow();
  await embedder.stop();
  await expect(embedder.embed(['die'])).rejects.toThrow();
  expect(logged).toHaveLength(1);
});

test('a start that failed is tried again by the next call', async () => {
  const threads = fakeThreads();
  let fails = true;
  const embedder = createOfflineEmbedder({
    startThread: () => (fails ? Promise.reject(new Error('no memory')) : threads.startThread()),
  });
  await embedder.start();
  await expect(embedder.embed(['a'])).rejects.toThrow('no memory');
  fails = false;
  expect(await embedder.embed(['a'])).toHaveLength(1);
});

test('a question goes before the rest of an import', async () => {
  const threads = fakeThreads();
  const embedder = createOfflineEmbedder(threads);
  const texts = Array.from({ length: 64 }, (_, index) => `Article ${index}`);
  const order: string[] = [];
  const imported = embedder.embed(texts).then((vectors) => {
    order.push('import');
    return vectors;
  });
  await embedder.embed(['Do you travel?']).then(() => order.push('question'));
  expect(await imported).toHaveLength(64);
  expect(order).toEqual(['question', 'import']);
});

test('a question does not wait for the slice that is under way', async () => {
  const slices: { texts: string[]; finish: () => void }[] = [];
  const embedder = createOfflineEmbedder({
    startThread: async () => ({
      alive: true,
      run: (texts) =>
        new Promise((resolve) => {
          slices.push({ texts, finish: () => resolve(texts.map((text) => Float32Array.of(text.length, 1))) });
        }),
      stop: async () => undefined,
    }),
  });
  void embedder.embed(Array.from({ length: 4 }, (_, index) => `Article ${index}`));
  const question = embedder.embed(['Do you travel?']);
  await vi.waitFor(() => expect(slices).toHaveLength(2));
  slices.find(({ texts }) => texts.includes('Do you travel?'))?.finish();
  expect(await question).toHaveLength(1);
});

test('long texts go alone, short ones together', async () => {
  const threads = fakeThreads();
  const embedder = createOfflineEmbedder(threads);
  await embedder.embed(['x'.repeat(5000), 'a', 'y'.repeat(5000), 'b']);
  expect(threads.slices.map((slice) => slice.map((text) => text.length))).toEqual([[1, 1], [2000], [2000]]);
});

test('a call that was given up leaves no timer that ends the thread under a later import', async () => {
  vi.useFakeTimers();
  try {
    const threads = fakeThreads();
    const embedder = createOfflineEmbedder(threads);
    const texts = ['a', 'b', 'c'];
    await embedder.embed(texts);
    await vi.advanceTimersByTimeAsync(10_000);
    await expect(embedder.embed(texts, { signal: AbortSignal.abort() })).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(15_000);
    await embedder.embed(texts);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(threads.stopped()).toBe(0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(threads.stopped()).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});
