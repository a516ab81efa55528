import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { canInstallPackages, installPackages } from './debian.ts';

import { lastLine, type NotFound, runCommand } from './run-command.ts';

/**
 * For headless runs, also as root in a container. Without the networking flags the browser looks up hosts of its own
 * at each start, which a machine without a network answers slowly.
 */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=OptimizationHints,MediaRouter,Translate',
];

const APP_ROOT = join(import.meta.dirname, '../..');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC_PATH = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** A Chromium that Playwright can drive: one that is there, else one that is installed now, else why there is none. */
export async function findChromium(): Promise<{ path: string } | NotFound> {
  const given = process.env.TEPPAN_CHROMIUM;
  if (given !== undefined && given !== '') {
    return existsSync(given) ? { path: given } : { missing: `TEPPAN_CHROMIUM names ${given}, which does not exist.` };
  }
  const present = installedChromium();
  if (present !== undefined) return { path: present };
  const failure = canInstallPackages()
    ? await installPackages('chromium', 'fonts-liberation')
    : await downloadWithPlaywright();
  const installed = installedChromium();
  if (installed !== undefined) return { path: installed };
  return {
    missing: `No Chromium was found (${failure}). Install Chromium or Google Chrome, or set TEPPAN_CHROMIUM to its path.`,
  };
}

function installedChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/bin');
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...candidates, MAC_PATH, chromium.executablePath()].find((path) => path !== '' && existsSync(path));
}

async function downloadWithPlaywright(): Promise<string | undefined> {
  console.error('Downloading Chromium for the tests …');
  const cli = join(APP_ROOT, 'node_modules/playwright/cli.js');
  const made = await runCommand(process.execPath, [cli, 'install', 'chromium'], { timeoutMs: 10 * 60_000 });
  return made.ok ? undefined : `playwright install chromium failed: ${lastLine(made.output)}`;
}
