import type { ChatMessage } from '#contract/chat.ts';
import { backOffMs } from '../../lib/back-off.ts';
import { nextToSend, type Outbox, withFailure, withoutMessage, withRetry } from './outbox.ts';
import { isPassing, problemText } from './problem.ts';

export interface SendQueueDeps {
  read(): Outbox;
  write(outbox: Outbox): void;
  /** Sends one message, in a new conversation if there is none yet. */
  send(message: { content: string; clientKey: string }): Promise<ChatMessage>;
  /** The message stays in the queue until this is done, so that it is always to be seen somewhere. */
  onAcknowledged(message: ChatMessage): Promise<void>;
  wait(delayMs: number, signal: AbortSignal): Promise<void>;
  random(): number;
}

export interface SendQueue {
  /** Sends what waits, one after another. While the server cannot be reached it tries again, ever more slowly. */
  flush(): Promise<void>;
  /** Tries a message again at once. */
  retry(clientKey: string): void;
  discard(clientKey: string): void;
}

export function createSendQueue(deps: SendQueueDeps): SendQueue {
  let running: Promise<void> | undefined;
  let waiting = new AbortController();

  async function run(): Promise<void> {
    let attempt = 0;
    for (;;) {
      const message = nextToSend(deps.read());
      if (message === undefined) return;
      try {
        const stored = await deps.send({ content: message.content, clientKey: message.clientKey });
        attempt = 0;
        await deps.onAcknowledged(stored);
        deps.write(withoutMessage(deps.read(), message.clientKey));
      } catch (error) {
        const problem = { text: problemText(error), isPassing: isPassing(error) };
        deps.write(withFailure(deps.read(), message.clientKey, problem));
        if (!problem.isPassing) continue;
        waiting = new AbortController();
        await deps.wait(backOffMs(attempt++, deps.random), waiting.signal);
        deps.write(withRetry(deps.read()));
      }
    }
  }

  function flush(): Promise<void> {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    flush,
    retry(clientKey) {
      deps.write(withRetry(deps.read(), clientKey));
      waiting.abort();
      void flush();
    },
    discard: (clientKey) => deps.write(withoutMessage(deps.read(), clientKey)),
  };
}
