import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import open from 'open';
import { settingsFromEnvironment } from '../src-main/sidecar/child-environment.ts';
import { createLogFile } from '../src-main/sidecar/log-file.ts';
import { createRememberedPort } from '../src-main/sidecar/remembered-port.ts';
import { createSupervisor, type SidecarStatus, type Supervisor } from '../src-main/sidecar/supervisor.ts';
import { systemTimers } from '../src-main/sidecar/timers.ts';
import { hasDisplay } from './electron-binary.ts';
import { forkSidecar } from './fork-sidecar.ts';
import { onParentGone } from './parent-gone.ts';
import type { StartOptions } from './start-options.ts';

/** Failures whose text cannot name the remedy, so that only the log helps. */
const UNEXPLAINED = ['INTERNAL', 'CRASH_LOOP'];

export interface BrowserMode {
  restart(): Promise<void>;
  /** Resolves with the exit code when the sidecar has been stopped, or cannot be started. */
  ended: Promise<number>;
}

/** Runs the sidecar, kept alive, for a browser on this machine, and opens the console there. */
export function startBrowserMode(options: StartOptions, say: (line: string) => void): BrowserMode {
  const { dataDir } = options;
  makeDataDir(dataDir);
  const logPath = join(dataDir, 'logs', 'sidecar.log');
  const log = createLogFile(logPath);
  const rememberedPort = createRememberedPort(dataDir);
  const token = randomBytes(32).toString('base64url');
  const ended = Promise.withResolvers<number>();
  let isOpened = false;

  function onStatus(status: SidecarStatus): void {
    if (status.kind === 'starting') say(`${status.step} …`);
    if (status.kind === 'restarting') say('Teppan stopped unexpectedly and starts again; nothing saved is lost …');
    if (status.kind === 'ready') {
      rememberedPort.write(status.port);
      if (isOpened) say(`Teppan runs again at ${status.url}`);
      else void showConsole();
      isOpened = true;
    }
    if (status.kind === 'failed') {
      say(`\nTeppan could not start: ${status.message}`);
      if (UNEXPLAINED.includes(status.code)) say(`Details are in ${logPath}`);
      ended.resolve(1);
    }
  }

  async function showConsole(): Promise<void> {
    const link = await supervisor.mintLink();
    say(`\nTeppan is ready. Data folder: ${dataDir}`);
    say(`Open this link once, in a browser on this computer:\n\n  ${link}\n\nPress Ctrl-C to stop.`);
    if (options.opensBrowser && hasDisplay(process.platform, process.env)) await openBrowser(link);
  }

  const supervisor: Supervisor = createSupervisor({
    launch: () => forkSidecar(log),
    configuration: () => ({
      token,
      dataDir,
      port: options.port ?? rememberedPort.read(),
      ...settingsFromEnvironment(process.env),
    }),
    isPortFixed: options.port !== undefined,
    timers: systemTimers,
    onStatus,
  });

  const stop = () => {
    say('\nStopping …');
    void supervisor.stop().then(() => ended.resolve(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  onParentGone(process.env, stop);
  supervisor.start();
  return { restart: supervisor.restart, ended: ended.promise };
}

function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(`the data folder ${dataDir} cannot be created. Choose another one with --data DIR.`, {
      cause: error,
    });
  }
}

/** Without a browser the printed link is enough, so nothing here may fail. */
async function openBrowser(link: string): Promise<void> {
  try {
    const opener = await open(link);
    opener.on('error', () => undefined);
  } catch {
    // The link has been printed.
  }
}
