import { expect, it } from 'vitest';
import { createCachedEmbedder } from './cached-embedder.ts';
import type { EmbedOptions } from './embedder.ts';

/** An embedder that answers when it is told to. */
function heldEmbedder() {
  const calls: { texts: readonly string[]; end: (vectors: number[][]) => void; fail: (error: Error) => void }[] = [];
  const embed = (texts: readonly string[], { signal }: EmbedOptions = {}) =>
    new Promise<number[][]>((end, fail) => {
      signal?.addEventListener('abort', () => fail(signal.reason));
      calls.push({ texts, end, fail });
    });
  return { calls, cached: createCachedEmbedder({ model: 'held', embed }, 2) };
}

it('embeds a text once for all who ask while it is embedded, and for those who ask later', async () => {
  const { calls, cached } = heldEmbedder();
  const both = [cached.embed(['deposit']), cached.embed(['deposit'])];
  calls[0]?.end([[1, 2]]);
  expect(await Promise.all(both)).toEqual([[[1, 2]], [[1, 2]]]);
  expect(await cached.embed(['deposit'])).toEqual([[1, 2]]);
  expect(calls).toHaveLength(1);
});

it('gives each who asks a vector of their own', async () => {
  const { calls, cached } = heldEmbedder();
  const asked = cached.embed(['deposit']);
  calls[0]?.end([[1, 2]]);
  const [vector] = await asked;
  vector?.push(3);
  expect(await cached.embed(['deposit'])).toEqual([[1, 2]]);
});

it('does not let one who gives up take the vector from another', async () => {
  const { calls, cached } = heldEmbedder();
  const impatient = new AbortController();
  const first = cached.embed(['deposit'], { signal: impatient.signal });
  const second = cached.embed(['deposit']);
  impatient.abort(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  await expect.poll(() => calls.length).toBe(2);
  calls[1]?.end([[4]]);
  expect(await second).toEqual([[4]]);
});

it('remembers no failure', async () => {
  const { calls, cached } = heldEmbedder();
  const failing = cached.embed(['deposit']);
  calls[0]?.fail(new Error('broken'));
  await expect(failing).rejects.toThrow('broken');
  const again = cached.embed(['deposit']);
  calls[1]?.end([[5]]);
  expect(await again).toEqual([[5]]);
});

it('forgets what was used longest ago', async () => {
  const { calls, cached } = heldEmbedder();
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) {
    const asked = cached.embed([text]);
    calls.at(-1)?.end([[1]]);
    await asked;
  }
  expect(calls.map((call) => call.texts[0])).toEqual(['a', 'b', 'c', 'b']);
});
