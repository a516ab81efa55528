import { setTimeout as delay } from 'node:timers/promises';
import type { ChatMessage } from '../../src-server/contract/chat.ts';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import type { TestServer } from './test-server.ts';

/** A customer in a live chat. */
export interface ChatCustomer {
  conversationId: string;
  client: ApiClient;
  /** Writes without waiting for anything. */
  write(content: string): Promise<ChatMessage>;
  /** Writes and waits for the next message from the business's side. */
  ask(content: string): Promise<ChatMessage>;
  /** Waits until the conversation holds such a message from the business's side. */
  waitFor(isIt: (message: ChatMessage) => boolean): Promise<ChatMessage>;
}

const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 25;

export async function startChatCustomer(
  server: TestServer,
  visitor: { name?: string; contact?: string } = {},
): Promise<ChatCustomer> {
  const { token, conversationId } = await server.client().chat.start(visitor);
  const client = server.client(token);
  // Also used outside of a test runner, so it waits by itself.
  const waitFor: ChatCustomer['waitFor'] = async (isIt) => {
    const untilMs = performance.now() + PATIENCE_MS;
    for (;;) {
      const { messages } = await client.chat.state();
      const found = messages.find((message) => message.from !== 'customer' && isIt(message));
      if (found !== undefined) return found;
      if (performance.now() > untilMs) throw new Error('No such message has come.');
      await delay(LOOK_EVERY_MS);
    }
  };
  const write: ChatCustomer['write'] = (content) => client.chat.send({ content, clientKey: newId() });
  return {
    conversationId,
    client,
    write,
    waitFor,
    async ask(content) {
      const { seq } = await write(content);
      return waitFor((message) => message.seq > seq);
    },
  };
}
