import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { startChatCustomer } from '../support/chat-customer.ts';
import { type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const CHAT = 'POST /chat/completions';
const apiKey = 'sk-test-bursts';
let openai: OpenAiServer;
let server: TestServer;

beforeAll(async () => {
  openai = await startOpenAiServer({ apiKey });
  const chatModel = 'gpt-4o-mini';
  const embeddingModel = 'text-embedding-3-small';
  server = await startTestServer({
    config: { openai: { apiKey, baseUrl: openai.baseUrl, chatModel, embeddingModel } },
  });
});
afterAll(async () => {
  await server.stop();
  await openai.stop();
});

const chats = () => openai.requests.filter(({ route }) => route === CHAT);
/** Waits until the model has been asked once more, and returns what it was asked. */
async function nextChat(before: number) {
  await vi.waitFor(() => expect(chats().length).toBeGreaterThan(before), { timeout: 10_000, interval: 10 });
  return chats()[before];
}
const Asked = z.object({ messages: z.tuple([z.unknown(), z.object({ content: z.string() })]) });
const askedOf = (body: unknown) => JSON.parse(Asked.parse(body).messages[1].content).question;
const answersOf = async (id: string) =>
  (await (await server.as('owner')).conversations.messages({ id })).items.filter(({ author }) => author.kind === 'ai');

it('answers several messages once, and pays no further for the answer to the first', async () => {
  const customer = await startChatCustomer(server);
  const before = chats().length;
  openai.scriptFor(CHAT, { kind: 'stall', after: 'half' });
  await customer.write('How much is the deposit?');
  const first = await nextChat(before);
  await customer.write('and is it refundable');
  const last = await customer.write('if we cancel the party?');
  await customer.waitFor(({ seq }) => seq > last.seq);
  await vi.waitFor(() => expect(first?.isGivenUp).toBe(true));

  expect(await answersOf(customer.conversationId)).toHaveLength(1);
  expect(askedOf(chats().at(-1)?.body)).toBe('How much is the deposit?\nand is it refundable\nif we cancel the party?');
});

it('drops the answer under way when a person takes the conversation', async () => {
  const customer = await startChatCustomer(server);
  const before = chats().length;
  openai.scriptFor(CHAT, { kind: 'stall' });
  await customer.write('How much is the deposit?');
  const asked = await nextChat(before);
  await (await server.as('owner')).conversations.takeOver({ id: customer.conversationId });
  await vi.waitFor(() => expect(asked?.isGivenUp).toBe(true));
  expect(await answersOf(customer.conversationId)).toEqual([]);
});

it('answers somebody who writes on and on, and then what came meanwhile', async () => {
  const customer = await startChatCustomer(server);
  const before = chats().length;
  openai.scriptFor(CHAT, { kind: 'held' });
  const first = await customer.write('How much is the deposit?');
  expect(askedOf((await nextChat(before))?.body)).toBe('How much is the deposit?');
  server.clock.advanceMs(25_000);
  const second = await customer.write('What is your cancellation policy?');
  openai.release();
  const answer = await customer.waitFor(({ seq }) => seq > first.seq);
  expect(answer.seq).toBeGreaterThan(second.seq);
  const next = await customer.waitFor(({ seq }) => seq > answer.seq);
  expect(next.citations.map(({ code }) => code)).toEqual(['KB-042']);
  expect(askedOf(chats().at(-1)?.body)).toBe('What is your cancellation policy?');
  expect(await answersOf(customer.conversationId)).toHaveLength(2);
  expect((await customer.client.chat.state()).isAnswering).toBe(false);
});
