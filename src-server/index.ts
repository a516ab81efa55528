import type { Sidecar } from './compose.ts';
import { type Config, processSources, readConfig } from './config.ts';
import type { SidecarState } from './contract/sidecar.ts';
import { systemClock } from './core/clock.ts';
import { AppError } from './core/errors.ts';
import { createLog, type Log } from './core/log.ts';
import { openDatabase } from './database/open-database.ts';
import { connectToParent } from './parent-link.ts';

/** Told apart by whoever starts the sidecar: 1 may pass when tried again, 2 needs a person to change something. */
const EXIT = { ok: 0, crashed: 1, refused: 2 } as const;

/** The time after which a stop that hangs is no longer waited for. */
const STOP_WITHIN_MS = 5_000;

const sources = processSources();
const parent = sources.argv.includes('--parent') ? connectToParent() : undefined;

const report = (state: SidecarState): void => {
  if (parent !== undefined) parent.report(state);
  else process.stdout.write(`${JSON.stringify(state)}\n`);
};

let stopping: Promise<void> | undefined;
let sidecar: Promise<Sidecar> | undefined;

function stop(exitCode: number): Promise<void> {
  stopping ??= (async () => {
    setTimeout(() => process.exit(EXIT.crashed), STOP_WITHIN_MS).unref();
    const running = await sidecar?.catch(() => undefined);
    await running?.stop();
    await parent?.stopped();
    process.exit(exitCode);
  })();
  return stopping;
}

async function run(): Promise<void> {
  process.once('SIGTERM', () => void stop(EXIT.ok));
  process.once('SIGINT', () => void stop(EXIT.ok));
  parent?.onStop(() => void stop(EXIT.ok));

  const config = readConfig({ ...sources, parent: await parent?.configuration() });
  const log = createLog({ level: config.logLevel });
  process.on('uncaughtException', (error) => {
    log.error('unexpected error; the sidecar stops', { error });
    void stop(EXIT.crashed);
  });

  sidecar = openAndCompose(config, log);
  const { port, url, mintLink } = await sidecar;
  parent?.onMintLink(mintLink);
  report({ state: 'ready', port, url });
  if (parent === undefined) process.stdout.write(`${JSON.stringify({ type: 'link', url: mintLink() })}\n`);
}

/**
 * Opens the database before the rest of the program is loaded, which takes a second: a folder that is in use is
 * refused at once. From the moment the folder is ours, both go on side by side.
 */
async function openAndCompose(config: Config, log: Log): Promise<Sidecar> {
  report({ state: 'starting', step: 'Opening the database' });
  const startedAt = performance.now();
  const owned = Promise.withResolvers<void>();
  const opening = openDatabase(
    config.databaseUrl === undefined ? { dataDir: config.dataDir } : { url: config.databaseUrl },
    { log, clock: systemClock, onOwned: owned.resolve },
  );
  await Promise.race([owned.promise, opening]);
  const { composeSidecar } = await import('./compose.ts');
  await opening;
  log.info('database is open', { ms: Math.round(performance.now() - startedAt) });
  return composeSidecar(config, {
    clock: systemClock,
    log,
    openDatabase: () => opening,
    report: (step) => report({ state: 'starting', step }),
  });
}

run().catch((error: unknown) => {
  const failure =
    error instanceof AppError
      ? error
      : new AppError('INTERNAL', 'Teppan could not start because of a fault in it. The log tells more.', {
          cause: error,
        });
  // Through a log of its own, as the configured one may not exist yet and a raw error may hold a password.
  if (failure.code === 'INTERNAL') createLog({ level: 'error' }).error('the start failed', { error: failure });
  report({ state: 'failed', code: failure.code, message: failure.message });
  void stop(EXIT.refused);
});
