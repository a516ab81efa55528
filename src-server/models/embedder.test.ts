import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenAiServer, startOpenAiServer } from '../../tests/support/openai-server/server.ts';
import { systemClock } from '../core/clock.ts';
import { silentLog } from '../core/log.ts';
import { createModels, type Models } from './create-models.ts';
import { EMBEDDING_DIMENSIONS } from './embedder.ts';

const deps = { log: silentLog, clock: systemClock, recordModelCall: () => undefined };

/** What holds for every embedder, whichever is configured. */
describe.each(['offline', 'openai'] as const)('the %s embedder', (kind) => {
  let server: OpenAiServer | undefined;
  let models: Models;

  beforeAll(async () => {
    server = kind === 'openai' ? await startOpenAiServer() : undefined;
    models = createModels(server === undefined ? {} : { apiKey: 'test-key', baseUrl: server.baseUrl }, deps);
    await models.service.start();
  });
  afterAll(async () => {
    await models.service.stop();
    await server?.stop();
  });

  test('gives one unit vector of the common width for each text, in order', async () => {
    const texts = ['What does it cost?', 'Do you travel?', 'What does it cost?'];
    const vectors = await models.embedder.embed(texts);
    expect(vectors).toHaveLength(3);
    for (const vector of vectors) {
      expect(vector).toHaveLength(EMBEDDING_DIMENSIONS);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
    }
    expect(cosine(vectors[0], vectors[2])).toBeCloseTo(1, 5);
    expect(cosine(vectors[0], vectors[1])).toBeLessThan(0.95);
  });

  test('a batch of mixed lengths gives what each text gives alone', async () => {
    const texts = Array.from(
      { length: 40 },
      (_, index) => `Guest ${index} ${'asks about the menu '.repeat(index % 7)}`,
    );
    const together = await models.embedder.embed(texts);
    for (const index of [0, 13, 39]) {
      const [alone] = await models.embedder.embed([texts[index] ?? '']);
      expect(cosine(together[index], alone)).toBeCloseTo(1, 4);
    }
  });

  test('takes blank, foreign and very long texts', async () => {
    const vectors = await models.embedder.embed(['', ' \n', '鉄板焼き 🍤', 'rice '.repeat(20_000)]);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
  });

  test('gives nothing for nothing', async () => {
    expect(await models.embedder.embed([])).toEqual([]);
  });

  test('ends with the reason of the signal, and goes on working', async () => {
    const ended = new AbortController();
    const texts = Array.from({ length: 60 }, (_, index) => `Text ${index}`);
    const running = models.embedder.embed(texts, { signal: ended.signal });
    ended.abort(new Error('nobody waits'));
    await expect(running).rejects.toThrow('nobody waits');
    await expect(models.embedder.embed(['again'], { signal: ended.signal })).rejects.toThrow('nobody waits');
    expect(await models.embedder.embed(['again'])).toHaveLength(1);
  });

  test('passes its own check', async () => {
    await expect(models.check()).resolves.toBeUndefined();
  });

  test('sends nothing that breaks the protocol', () => {
    expect(server?.requests.map((request) => request.fault).filter((fault) => fault !== undefined) ?? []).toEqual([]);
  });
});

function cosine(a: number[] = [], b: number[] = []): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
