import { type ApiClient, isApiError } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import type { ChatRecord, Ledger, SentText } from './desk-ledger.ts';

export interface DeskLoad {
  /** Told before the sidecar is killed: from then on, lost connections are what is meant to happen. */
  expectEnd(): void;
  /** Resolves when nobody works at the desk any more; rejects if a connection broke before. */
  ended: Promise<void>;
  /** The chats in which anything was done. */
  touched: ReadonlySet<ChatRecord>;
}

export interface DeskLoadOptions {
  ledger: Ledger;
  /** A client with this token, or the owner's. */
  client: (token?: string) => ApiClient;
  customers: number;
}

const QUESTIONS = [
  "What's your cancellation policy?",
  'How much is it per adult?',
  'Do you travel to my town?',
  'Can you cook for vegetarians?',
  'What is the capital of France?',
  'How long does it take?',
  'I want to talk to a person.',
];
const EXPECTED = ['CONFLICT', 'ALREADY_TAKEN'];

/** Customers write and rate, staff take over, answer and give back, an admin corrects and approves, until the end. */
export function startDeskLoad({ ledger, client, customers }: DeskLoadOptions): DeskLoad {
  const owner = client();
  const touched = new Set<ChatRecord>();
  let isEnding = false;

  /** Works again and again until the connection breaks. */
  async function keepOn(work: () => Promise<void>): Promise<void> {
    while (!isEnding) {
      try {
        await work();
      } catch (error) {
        if (isApiError(error)) {
          if (!EXPECTED.includes(error.code)) ledger.surprises.push(`${error.code}: ${error.message}`);
        } else if (!isEnding) throw error;
      }
    }
  }

  function someChat(): ChatRecord | undefined {
    const chat = ledger.chats[Math.floor(ledger.chats.length * (1 - Math.random() ** 2))];
    if (chat !== undefined) touched.add(chat);
    return chat;
  }

  async function deliver(
    texts: Map<string, SentText>,
    text: string,
    send: (clientKey: string) => Promise<{ id: string }>,
  ) {
    const sent = texts.get(text) ?? { clientKey: newId(), messageId: undefined };
    texts.set(text, sent);
    sent.messageId = (await send(sent.clientKey)).id;
  }

  const write = (chat: ChatRecord, text: string) =>
    deliver(chat.written, text, (clientKey) => client(chat.token).chat.send({ content: text, clientKey }));

  async function beCustomer(): Promise<void> {
    let chat = Math.random() < 0.6 ? someChat() : undefined;
    if (chat === undefined) {
      const { conversationId, token } = await client().chat.start({ name: 'Kim' });
      chat = { id: conversationId, token, written: new Map(), replies: new Map(), stars: new Map(), isHeld: false };
      ledger.chats.push(chat);
      touched.add(chat);
    }
    // What was never acknowledged is sent again, as a chat page does it when the connection is back.
    for (const [text, { messageId }] of chat.written) if (messageId === undefined) await write(chat, text);
    // A text is told from the others of its chat by its end, which does not keep the AI from understanding it.
    if (chat.written.size === 0 || Math.random() < 0.5)
      await write(chat, `${pick(QUESTIONS)} ${'!'.repeat(chat.written.size + 1)}`);
    const rateable = (await client(chat.token).chat.state()).messages.find(
      (one) => one.canRate && one.feedback === null,
    );
    if (rateable === undefined) return;
    const stars = Math.ceil(Math.random() * 5);
    const feedback = { id: rateable.id, thumbs: null, stars, helpful: null, accurate: null, comment: null };
    await client(chat.token).chat.giveFeedback(feedback);
    chat.stars.set(rateable.id, stars);
  }

  async function beStaff(): Promise<void> {
    const chat = someChat();
    // Every other chat is left to the AI, so that it has answers to be rated.
    if (chat === undefined || ledger.chats.indexOf(chat) % 2 === 0)
      return void (await owner.conversations.list({ view: 'waiting' }));
    await owner.conversations.takeOver({ id: chat.id });
    chat.isHeld = true;
    const text = `Here I am. (${newId()})`;
    await deliver(chat.replies, text, (clientKey) =>
      owner.conversations.reply({ id: chat.id, content: text, clientKey }),
    );
    if (Math.random() < 0.3) return;
    chat.isHeld = false;
    await owner.conversations.handBack({ id: chat.id });
  }

  async function beAdmin(): Promise<void> {
    const [example] = (await owner.learning.list({ status: 'pending', limit: 1 })).items;
    if (example !== undefined) {
      await owner.learning.approve({ id: example.id });
      ledger.approved.add(example.id);
      return;
    }
    const chat = someChat();
    const answer = [...(chat?.stars.keys() ?? [])].at(-1);
    if (answer === undefined) return void (await owner.learning.counts());
    await owner.conversations.correct({ id: answer, answer: `The right answer is ${newId()}.` });
  }

  const workers = [...Array(customers).fill(beCustomer), beStaff, beAdmin];
  return {
    expectEnd() {
      isEnding = true;
    },
    ended: Promise.all(workers.map(keepOn)).then(() => undefined),
    touched,
  };
}

function pick(texts: readonly string[]): string {
  return texts[Math.floor(Math.random() * texts.length)] ?? '';
}
