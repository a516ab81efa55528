import { defineConfig } from 'vitest/config';

/** Unit, database and API tests. What kills processes (tests/crash) and what drives a browser (tests/e2e) has its own runner. */
export default defineConfig({
  test: {
    include: ['{src-*,scripts}/**/*.test.{ts,tsx}', 'tests/{api,architecture,database,support}/**/*.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    globalSetup: 'tests/support/vitest-global-setup.ts',
  },
});
