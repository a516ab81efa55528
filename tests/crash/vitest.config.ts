import { defineConfig } from 'vitest/config';

/** What kills processes: slow by nature, one file after the other. TEPPAN_CRASH_KILLS sets how often it kills. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    hookTimeout: 60_000,
  },
});
