import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { forkSidecar } from '../../scripts/fork-sidecar.ts';
import type { SidecarProcess } from '../../src-main/sidecar/supervisor.ts';
import { SidecarMessage } from '../../src-server/contract/sidecar.ts';
import { APP_ROOT } from '../../src-server/core/app-root.ts';

export interface SidecarSettings {
  dataDir: string;
  /** 0, unless given: any free port. */
  port?: number;
  databaseUrl?: string | undefined;
  openai?: { baseUrl: string; apiKey: string } | undefined;
}

/** A built sidecar that runs as a child of the test, as under `npm start`. */
export interface RunningSidecar {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** The bearer token of its parent, which acts as the owner. */
  token: string;
  /** A new one-time link that signs a browser in. */
  mintLink(): Promise<string>;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
  /** What it has logged so far. */
  log(): string;
}

const ENTRY = join(APP_ROOT, 'out/server/index.js');
const START_TIMEOUT_MS = 90_000;

/** Starts out/server (see `npm run build`) and resolves once it is ready. Rejects with its own words when it is not. */
export async function startSidecar(settings: SidecarSettings): Promise<RunningSidecar> {
  if (!existsSync(ENTRY)) throw new Error('The sidecar is not built. Run npm run build first.');
  let log = '';
  const child = forkSidecar((text) => {
    log += text;
  });
  const exited = new Promise<void>((resolve) => child.onExit(() => resolve()));
  const kill = async () => {
    child.kill();
    await exited;
  };
  const token = randomBytes(32).toString('base64url');
  const ready = nextMessage(child, (message) => {
    if ('state' in message && message.state === 'failed') throw new Error(message.message);
    return 'state' in message && message.state === 'ready' ? message.url : undefined;
  });
  child.send({
    type: 'configure',
    token,
    dataDir: settings.dataDir,
    port: settings.port ?? 0,
    ...(settings.databaseUrl === undefined ? {} : { databaseUrl: settings.databaseUrl }),
    ...(settings.openai === undefined
      ? {}
      : { openaiApiKey: settings.openai.apiKey, openaiBaseUrl: settings.openai.baseUrl }),
  });
  try {
    const url = new URL(await ready).origin;
    return {
      url,
      token,
      kill,
      log: () => log,
      mintLink: () => {
        const link = nextMessage(child, (message) =>
          'type' in message && message.type === 'link' ? message.url : undefined,
        );
        child.send({ type: 'mint-link' });
        return link;
      },
      stop: async () => {
        child.send({ type: 'stop' });
        await exited;
      },
    };
  } catch (error) {
    await kill();
    throw new Error(`The sidecar did not start. Its log:\n${log.slice(-5_000)}`, { cause: error });
  }
}

/** Resolves with the first message that `pick` finds something in. */
function nextMessage(child: SidecarProcess, pick: (message: SidecarMessage) => string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer within ${START_TIMEOUT_MS} ms.`)), START_TIMEOUT_MS);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    child.onExit((code) => settle(() => reject(new Error(`It ended with exit code ${code}.`))));
    child.onMessage((raw) => {
      const { data: message } = SidecarMessage.safeParse(raw);
      if (message === undefined) return;
      try {
        const picked = pick(message);
        if (picked !== undefined) settle(() => resolve(picked));
      } catch (error) {
        settle(() => reject(error));
      }
    });
  });
}
