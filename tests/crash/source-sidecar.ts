import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type ApiClient, createApiClient } from '../../src-server/contract/client.ts';
import { SidecarMessage, type SidecarState } from '../../src-server/contract/sidecar.ts';
import { APP_ROOT } from '../../src-server/core/app-root.ts';
import { newSecret } from '../../src-server/core/ids.ts';

export interface SourceSidecarSettings {
  dataDir: string;
  port?: number;
  databaseUrl?: string;
  openai?: { baseUrl: string; apiKey: string };
  /** Added to the environment of the process. */
  env?: Record<string, string>;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A sidecar that runs from its sources, so that no build is needed, started as `npm start` does it. */
export interface SourceSidecar {
  readonly pid: number;
  /** The bearer token that its parent gave it, which acts as the owner. */
  readonly token: string;
  /** What it has said of its start, each with the milliseconds since the process was started. */
  readonly states: { state: SidecarState; atMs: number }[];
  /** Resolves when it is ready; rejects with what it has logged when it is not going to be. */
  ready: Promise<{ url: string; readyMs: number }>;
  /** Resolves with what it said when it could not start. */
  failed: Promise<{ message: string; code: string; atMs: number }>;
  exited: Promise<Exit>;
  /** Everything that it has written so far. */
  log(): string;
  /** A client of the ready sidecar; the owner's unless another token is given. */
  client(token?: string): ApiClient;
  /** SIGKILL, which no program can prepare for. */
  kill(): Promise<Exit>;
  /** SIGTERM, as a system that shuts down sends it. */
  terminate(): Promise<Exit & { ms: number }>;
}

const ENTRY = join(APP_ROOT, 'src-server', 'index.ts');

export function startSourceSidecar(settings: SourceSidecarSettings): SourceSidecar {
  const startedAt = performance.now();
  const token = newSecret();
  const child = fork(ENTRY, ['--parent'], {
    env: { PATH: process.env.PATH ?? '', TEPPAN_LOG_LEVEL: 'debug', ...settings.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (log += String(text)));

  const states: SourceSidecar['states'] = [];
  const ready = Promise.withResolvers<{ url: string; readyMs: number }>();
  const failed = Promise.withResolvers<{ message: string; code: string; atMs: number }>();
  const exited = new Promise<Exit>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  // Whoever kills it on purpose awaits neither.
  ready.promise.catch(() => undefined);
  failed.promise.catch(() => undefined);
  let url = '';

  child.on('message', (raw) => {
    const message = SidecarMessage.parse(raw);
    if ('type' in message) return;
    const atMs = performance.now() - startedAt;
    states.push({ state: message, atMs });
    if (message.state === 'ready') {
      url = new URL(message.url).origin;
      ready.resolve({ url, readyMs: atMs });
    }
    if (message.state === 'failed') failed.resolve({ message: message.message, code: message.code, atMs });
  });
  void exited.then(({ code, signal }) => {
    const ended = new Error(`The sidecar ended with ${code ?? signal}: ${JSON.stringify(states.at(-1))}\n${log}`);
    ready.reject(ended);
    failed.reject(ended);
  });
  const { dataDir, port = 0, databaseUrl, openai } = settings;
  child.send({
    type: 'configure',
    token,
    dataDir,
    port,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(openai === undefined ? {} : { openaiApiKey: openai.apiKey, openaiBaseUrl: openai.baseUrl }),
  });

  return {
    pid: child.pid ?? 0,
    token,
    states,
    ready: ready.promise,
    failed: failed.promise,
    exited,
    log: () => log,
    client: (bearer = token) => createApiClient({ baseUrl: url, token: () => bearer }),
    kill() {
      child.kill('SIGKILL');
      return exited;
    },
    async terminate() {
      const askedAt = performance.now();
      child.kill('SIGTERM');
      return { ...(await exited), ms: performance.now() - askedAt };
    },
  };
}
