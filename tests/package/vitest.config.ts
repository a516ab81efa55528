import { defineConfig } from 'vitest/config';

/** Packs the whole app and starts what came out. Apart from the suite, as it takes half a minute. */
export default defineConfig({
  test: { include: ['tests/package/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 300_000, fileParallelism: false },
});
