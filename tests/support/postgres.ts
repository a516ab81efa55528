import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { findPostgres, type PostgresInstall } from './postgres-install.ts';
import { lastLine, type NotFound, runCommand } from './run-command.ts';

export interface RunningPostgres {
  /** An administrator's URL, by which databases are made and dropped. */
  url: string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;

/**
 * A Postgres server with pgvector on a free loopback port, or the reason why there is none.
 * TEPPAN_TEST_DATABASE_URL names a running one, which is used as it is. Otherwise a new empty cluster is started;
 * it ends with this process, however this process ends.
 */
export async function startPostgres(): Promise<RunningPostgres | NotFound> {
  const given = process.env.TEPPAN_TEST_DATABASE_URL;
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} };
  if (process.platform === 'win32')
    return { missing: 'Set TEPPAN_TEST_DATABASE_URL to run the server tests on Windows.' };
  const install = await findPostgres();
  return 'missing' in install ? install : startCluster(install);
}

async function startCluster(install: PostgresInstall): Promise<RunningPostgres | NotFound> {
  const dataDir = `/tmp/teppan-postgres-${randomBytes(6).toString('hex')}`;
  const [initdb, ...initdbArgs] = command(install, 'initdb', [
    ...['--pgdata', dataDir, '--username', 'teppan', '--auth', 'trust'],
    ...['--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
  ]);
  const made = await runCommand(initdb, initdbArgs);
  if (!made.ok) return { missing: `initdb failed: ${lastLine(made.output)}` };

  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    // The cluster is thrown away after the run, so nothing has to survive a power cut.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    // A chroot has no /dev/shm.
    dynamic_shared_memory_type: 'mmap',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = guarded(command(install, 'postgres', ['-D', dataDir, ...flags]), hostPath(install, dataDir));
  const failure = await server.started;
  if (failure === undefined) return { url: `postgres://teppan@127.0.0.1:${port}/postgres`, stop: server.stop };
  await server.stop();
  return { missing: `Postgres did not start: ${failure}` };
}

/** The command line of one of the server's programs. Postgres refuses to run as root, so root becomes another user first. */
function command(install: PostgresInstall, program: string, args: readonly string[]): [string, ...string[]] {
  const path = `${install.binDir}/${program}`;
  if (process.getuid?.() !== 0) return [path, ...args];
  return ['chroot', '--userspec=postgres:', install.root, path, ...args];
}

function hostPath(install: PostgresInstall, path: string): string {
  return install.root === '/' ? path : `${install.root}${path}`;
}

interface GuardedServer {
  /** Settles once it takes connections (undefined) or says why it does not. */
  started: Promise<string | undefined>;
  stop(): Promise<void>;
}

/**
 * Runs the server under a shell that reads a pipe from this process. The pipe closes when this process ends, also by
 * `kill -9`; the shell then stops the server and removes its folder. It stands in a process group of its own, so that
 * Ctrl-C does not end the shell first.
 */
function guarded(commandLine: readonly string[], dataDir: string): GuardedServer {
  const script = '"$@" & server=$!; cat >/dev/null; kill -INT $server 2>/dev/null; wait $server; rm -rf "$DATA_DIR"';
  const guard = spawn('sh', ['-c', script, 'sh', ...commandLine], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
    env: { ...process.env, DATA_DIR: dataDir },
  });
  const exited = once(guard, 'exit');
  const started = startOutcome(guard.stderr);
  // Nothing here keeps this process alive: when its own work is done, it ends and the server with it.
  for (const handle of [guard, guard.stdin, guard.stderr]) (handle as ChildProcess | Socket).unref();
  return {
    started,
    async stop() {
      guard.ref();
      guard.stdin.end();
      await exited;
    },
  };
}

function startOutcome(log: Readable): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const timer = setTimeout(() => resolve(`it was not ready after ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS);
    // Read to the end of its life: a full pipe would block the server.
    log.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-5_000);
      const failure = /FATAL: .*|^(sh|chroot): .*/m.exec(text)?.[0];
      if (failure === undefined && !text.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve(failure);
    });
  });
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('The probe has no port.');
  return address.port;
}
