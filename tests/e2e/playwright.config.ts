import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { APP_ROOT } from '../../src-server/core/app-root.ts';
import { CHROMIUM_FLAGS, findChromium } from '../support/chromium.ts';
import type { TeppanOptions } from './fixtures/teppan.ts';

const chromium = await findChromium();
if ('missing' in chromium) throw new Error(chromium.missing);

/**
 * The product in Chromium, as browser mode shows it: once on the embedded database in a laptop's window, once on a
 * Postgres server on a large screen. `TEPPAN_E2E_SHELL=electron` drives the desktop app instead.
 */
export default defineConfig<TeppanOptions>({
  testDir: '.',
  outputDir: join(APP_ROOT, 'test-results'),
  // One machine with two cores: a second sidecar would only make the first one slow.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    headless: true,
    launchOptions: { executablePath: chromium.path, args: CHROMIUM_FLAGS },
    actionTimeout: 15_000,
    locale: 'en-US',
    timezoneId: 'America/Los_Angeles',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'embedded', use: { database: 'embedded', viewport: { width: 1280, height: 800 } } },
    { name: 'server', use: { database: 'server', viewport: { width: 1920, height: 1080 } } },
  ],
});
