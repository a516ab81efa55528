import {
  ParentMessage,
  type SidecarConfiguration,
  type SidecarMessage,
  type SidecarState,
} from './contract/sidecar.ts';

/** The connection to the process that started this one. */
export interface ParentLink {
  /** The parent's `configure` message. Resolves once; a message that came earlier is not missed. */
  configuration(): Promise<SidecarConfiguration>;
  /** Tells the parent how far the sidecar is. */
  report(state: SidecarState): void;
  /** Called when the parent asks to stop, and when it is gone: a sidecar never outlives its parent. At most once. */
  onStop(stop: () => void): void;
  /** Sets what answers `mint-link`: it returns the address of a one-time sign-in link. */
  onMintLink(mint: () => string): void;
  /** Tells the parent that all is closed. Resolves when the message has left this process. */
  stopped(): Promise<void>;
}

/** One of the two ways in which a parent can be reached. */
export interface ParentTransport {
  onMessage(listener: (message: unknown) => void): void;
  onGone(listener: () => void): void;
  send(message: SidecarMessage): Promise<void>;
}

/** The link to the parent: Electron's port, the IPC channel of a fork, or undefined when started from a shell. */
export function connectToParent(host: ParentHost = process as ParentHost): ParentLink | undefined {
  if (host.parentPort !== undefined) return createParentLink(electronTransport(host.parentPort));
  if (host.send !== undefined) return createParentLink(forkTransport(host));
  return undefined;
}

/** The link over any transport. What is not a message of the contract is ignored. */
export function createParentLink(transport: ParentTransport): ParentLink {
  const configured = Promise.withResolvers<SidecarConfiguration>();
  let isStopAsked = false;
  let stop: (() => void) | undefined;
  let mint: (() => string) | undefined;

  function askToStop(): void {
    if (isStopAsked) return;
    isStopAsked = true;
    stop?.();
  }

  transport.onGone(askToStop);
  transport.onMessage((raw) => {
    const { data: message } = ParentMessage.safeParse(raw);
    if (message?.type === 'configure') configured.resolve(message);
    if (message?.type === 'stop') askToStop();
    if (message?.type === 'mint-link' && mint !== undefined) void transport.send({ type: 'link', url: mint() });
  });

  return {
    configuration: () => configured.promise,
    report: (state) => void transport.send(state),
    onStop(listener) {
      stop = listener;
      if (isStopAsked) listener();
    },
    onMintLink(listener) {
      mint = listener;
    },
    stopped: () => transport.send({ type: 'stopped' }),
  };
}

/** The parts of `process` that a parent may have attached. Electron's types are not known here. */
export interface ParentHost {
  parentPort?: ParentPort;
  send?: (message: unknown, done: (error: Error | null) => void) => boolean;
  on(event: 'message' | 'disconnect', listener: (message: unknown) => void): unknown;
}

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

/** Electron ends a utility process together with the main process, so this parent is never seen to be gone. */
function electronTransport(port: ParentPort): ParentTransport {
  return {
    onMessage: (listener) => void port.on('message', (event) => listener(event.data)),
    onGone: () => undefined,
    async send(message) {
      port.postMessage(message);
    },
  };
}

function forkTransport(host: ParentHost): ParentTransport {
  return {
    onMessage: (listener) => void host.on('message', listener),
    onGone: (listener) => void host.on('disconnect', () => listener()),
    // A parent that is gone cannot be told anything; `onGone` has already asked for the stop.
    send: (message) =>
      new Promise((resolve) => {
        if (host.send === undefined) resolve();
        else host.send(message, () => resolve());
      }),
  };
}
