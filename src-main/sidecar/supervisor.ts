import { type ParentMessage, type SidecarConfiguration, SidecarMessage } from '#contract/sidecar.ts';
import { createBackOff } from './back-off.ts';
import type { Timers } from './timers.ts';

/** A started sidecar, whichever way it was started. */
export interface SidecarProcess {
  send(message: ParentMessage): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (exitCode: number | null) => void): void;
  /** Ends it at once, without asking. */
  kill(): void;
}

export type SidecarStatus =
  | { kind: 'stopped' }
  | { kind: 'starting'; step: string }
  | { kind: 'ready'; port: number; url: string }
  /** It crashed and is started again after `delayMs`. */
  | { kind: 'restarting'; delayMs: number }
  /** It is not started again by itself: a person does what `message` says, then `start()` tries anew. */
  | { kind: 'failed'; code: string; message: string };

export interface SupervisorDeps {
  launch(): SidecarProcess;
  /** Asked at every start, so that changed settings apply to the next one. */
  configuration(): Omit<SidecarConfiguration, 'type'>;
  /** Whether a person chose the port. Otherwise another one is taken where it is in use. */
  isPortFixed: boolean;
  timers: Timers;
  onStatus(status: SidecarStatus): void;
}

export interface Supervisor {
  start(): void;
  /** Lets the sidecar finish what is under way; ends it the hard way after five seconds. */
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** A one-time sign-in link for a browser. */
  mintLink(): Promise<string>;
}

const SILENT_START_MS = 120_000;
const STOP_MS = 5_000;
const LINK_MS = 5_000;

/** Keeps one sidecar alive: starts it, hands its configuration over, starts it again after a crash, stops it. */
export function createSupervisor(deps: SupervisorDeps): Supervisor {
  const { timers, onStatus } = deps;
  const backOff = createBackOff();
  /** The sidecar that is wanted. One that was told to stop is forgotten, so that its exit is no crash. */
  let current: SidecarProcess | undefined;
  let gone: Promise<void> = Promise.resolve();
  /** The port of the last `ready`: a restart keeps it, so that open pages find their way back. */
  let knownPort: number | undefined;
  let cancelTimer: () => void = () => undefined;
  let waitingForLink: ((url: string) => void)[] = [];

  function schedule(delayMs: number, work: () => void): void {
    cancelTimer();
    cancelTimer = timers.after(delayMs, work);
  }

  function launch(): void {
    const configuration = deps.configuration();
    const port = knownPort ?? configuration.port;
    const child = deps.launch();
    const startedMs = timers.nowMs();
    const exited = Promise.withResolvers<void>();
    let failure: { code: string; message: string } | undefined;
    current = child;
    gone = exited.promise;
    const killWhenSilent = () => schedule(SILENT_START_MS, () => child.kill());

    child.onMessage((raw) => {
      const { data: message } = SidecarMessage.safeParse(raw);
      if (message === undefined || current !== child) return;
      if ('type' in message) {
        if (message.type === 'link') answerLink(message.url);
      } else if (message.state === 'starting') {
        killWhenSilent();
        onStatus({ kind: 'starting', step: message.step });
      } else if (message.state === 'ready') {
        cancelTimer();
        knownPort = message.port;
        onStatus({ kind: 'ready', port: message.port, url: message.url });
      } else {
        failure = message;
        schedule(STOP_MS, () => child.kill());
      }
    });

    child.onExit((exitCode) => {
      exited.resolve();
      if (current !== child) return;
      current = undefined;
      cancelTimer();
      // The remembered port may belong to another program by now, which is one reason to be unavailable.
      if (failure?.code === 'UNAVAILABLE' && port !== 0 && !deps.isPortFixed) {
        knownPort = 0;
        launch();
      } else if (failure === undefined) {
        startAgain(timers.nowMs() - startedMs, exitCode);
      } else {
        onStatus({ kind: 'failed', code: failure.code, message: failure.message });
      }
    });

    onStatus({ kind: 'starting', step: 'Starting' });
    killWhenSilent();
    child.send({ type: 'configure', ...configuration, port });
  }

  function startAgain(ranForMs: number, exitCode: number | null): void {
    const delayMs = backOff.delayAfterCrash(ranForMs);
    if (delayMs === undefined) {
      onStatus({ kind: 'failed', code: 'CRASH_LOOP', message: crashLoopText(exitCode) });
      return;
    }
    onStatus({ kind: 'restarting', delayMs });
    schedule(delayMs, launch);
  }

  function answerLink(url: string): void {
    const waiting = waitingForLink;
    waitingForLink = [];
    for (const answer of waiting) answer(url);
  }

  function start(): void {
    if (current !== undefined) return;
    backOff.reset();
    cancelTimer();
    launch();
  }

  async function stop(): Promise<void> {
    cancelTimer();
    const child = current;
    current = undefined;
    if (child !== undefined) {
      child.send({ type: 'stop' });
      const cancelKill = timers.after(STOP_MS, () => child.kill());
      await gone;
      cancelKill();
    }
    // A stop that began earlier may still be under way: a start before its end would find the folder in use.
    await gone;
    onStatus({ kind: 'stopped' });
  }

  return {
    start,
    stop,
    async restart() {
      await stop();
      start();
    },
    mintLink: () =>
      new Promise((resolve, reject) => {
        const cancel = timers.after(LINK_MS, () => reject(new Error('The sidecar did not answer with a link.')));
        waitingForLink.push((url) => {
          cancel();
          resolve(url);
        });
        current?.send({ type: 'mint-link' });
      }),
  };
}

function crashLoopText(exitCode: number | null): string {
  return `Teppan's background service stopped again and again (exit code ${exitCode ?? 'unknown'}). Nothing that was saved is lost. Try again; if it keeps happening, restart the computer, then look into the logs folder inside the data folder.`;
}
