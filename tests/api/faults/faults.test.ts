import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../../src-server/contract/client.ts';
import { type ChatCustomer, startChatCustomer } from '../../support/chat-customer.ts';
import { createHeldTimers, type HeldTimers } from '../../support/held-timers.ts';
import type { Behaviour } from '../../support/openai-server/behaviour.ts';
import { type OpenAiServer, startOpenAiServer } from '../../support/openai-server/server.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { CHAT, CHAT_FAULTS, EMBEDDING_FAULTS, EMBEDDINGS } from './service-faults.ts';

vi.setConfig({ hookTimeout: 120_000 });

const apiKey = 'sk-test-faults';
const chatModel = 'gpt-4o-mini';
/** What the job of an answer has: who waits longer is not answered by it. */
const LONGEST_WAIT_MS = 90_000;

let openai: OpenAiServer;
let server: TestServer;
let owner: ApiClient;
let timers: HeldTimers;
/** How long the last customer would have waited for the model service. */
let waitedMs = 0;

beforeAll(async () => {
  timers = createHeldTimers((ms) => {
    waitedMs += ms;
  });
  openai = await startOpenAiServer({ apiKey, onStalled: () => void timers.passNext() });
  server = await startTestServer({
    timer: timers,
    config: { openai: { apiKey, baseUrl: openai.baseUrl, chatModel, embeddingModel: 'text-embedding-3-small' } },
  });
  owner = await server.as('owner');
});
afterAll(async () => {
  await server.stop();
  await openai.stop();
});

/** The service is well again and the desk knows: each test begins so, and shows that the one before it did no lasting harm. */
beforeEach(async () => {
  openai.heal();
  server.clock.advanceMs(3_600_000);
  expect((await owner.models.test({ model: chatModel })).works).toBe(true);
  const before = embedded();
  const { answer } = await askForThePolicy();
  expect(embedded()).toBeGreaterThan(before);
  expect(answer.metadata).toMatchObject({ kind: 'answer', model: chatModel });
  expect(answer.metadata.degraded).toBeUndefined();
  timers.pauses.length = 0;
});

type Strength = 'once' | 'for good';
const STRENGTHS: readonly Strength[] = ['once', 'for good'];

function fail(route: string, fault: Behaviour, strength: Strength): void {
  if (strength === 'once') openai.scriptFor(route, fault);
  else openai.always(route, fault);
}

/** Has a customer write, and tells all that came of it once nothing more can come. */
async function told(customer: ChatCustomer, text: string) {
  waitedMs = 0;
  const { seq } = await customer.write(text);
  await customer.waitFor((message) => message.seq > seq);
  await vi.waitFor(
    async () => {
      const { rows } = await server.db.query(
        `SELECT count(*)::int AS open FROM pgboss.job
         WHERE name = 'conversation.answer' AND state IN ('created', 'retry', 'active') AND data #>> '{payload,conversationId}' = $1`,
        [customer.conversationId],
      );
      expect(rows).toEqual([{ open: 0 }]);
    },
    { timeout: 10_000 },
  );
  const { items } = await owner.conversations.messages({ id: customer.conversationId });
  const { escalation, handler } = await owner.conversations.get({ id: customer.conversationId });
  const state = await customer.client.chat.state();
  const answers = items.filter((message) => message.seq > seq && message.author.kind !== 'customer');
  expect(answers.map(({ content }) => content)).toHaveLength(1);
  const [answer] = answers;
  if (answer === undefined) throw new Error('There is no answer.');
  // No half answer, and nothing of what the service sent instead of one.
  expect(answer.content).not.toMatch(/Half of an|answerable|<html|xxxx|Wi-Fi|overloaded/);
  expect((answer.content.match(/\bsorry\b/gi) ?? []).length).toBeLessThanOrEqual(1);
  // Either the AI has the conversation and nobody is called, or a person is called, once, and the customer knows.
  const isHandedOver = answer.metadata.kind === 'handover';
  expect(handler).toBe(isHandedOver ? 'staff' : 'ai');
  expect(escalation === null).toBe(!isHandedOver);
  expect(state).toMatchObject({
    isAnswering: false,
    status: isHandedOver ? 'escalated' : 'active',
    answeredBy: isHandedOver ? 'person_coming' : 'assistant',
  });
  expect(waitedMs).toBeLessThan(LONGEST_WAIT_MS);
  return { answer, isHandedOver };
}

let asked = 0;
/** Another text for the same words: a text that was embedded before is not embedded again. */
function anew(text: string): string {
  asked += 1;
  return `${text} ${[...asked.toString(2)].map((bit) => (bit === '1' ? '!' : '.')).join('')}`;
}

const RULES = ['14 or more days', '7 to 13 days', 'Fewer than 7 days'];

async function askForThePolicy() {
  const customer = await startChatCustomer(server);
  const { answer, isHandedOver } = await told(customer, anew("What's your cancellation policy?"));
  if (!isHandedOver) {
    for (const rule of RULES) expect(answer.content).toContain(rule);
    expect(answer.metadata.citations?.map(({ code }) => code)).toEqual(['KB-042']);
  }
  return { answer, isHandedOver };
}

const embedded = () => openai.requests.filter(({ route }) => route === EMBEDDINGS).length;

async function bookAParty() {
  const customer = await startChatCustomer(server);
  await told(customer, 'I want to book a party for 10 adults and 2 kids');
  await told(customer, anew('my name is Robin Testing, please make it 11 adults'));
  const bookings = (await owner.bookings.ofConversation({ id: customer.conversationId })).items;
  expect(bookings.map(({ facts }) => facts)).toMatchObject([{ adults: 11, children: 2, name: 'Robin Testing' }]);
}

async function complain() {
  const customer = await startChatCustomer(server);
  const { answer } = await told(customer, 'I want to complain: the rice was cold');
  expect(answer.content).toMatch(/sorry/i);
  expect((await owner.complaints.ofConversation({ id: customer.conversationId })).items).toHaveLength(1);
  await told(customer, 'It was the party of last Saturday, booked as Robin Testing');
  expect((await owner.complaints.ofConversation({ id: customer.conversationId })).items).toHaveLength(1);
  return answer;
}

describe.each(STRENGTHS)('a chat model that fails %s', (strength) => {
  it.each(CHAT_FAULTS)('%s: a question is answered from its article, or by a person', async (_, fault) => {
    fail(CHAT, fault, strength);
    await askForThePolicy();
  });

  it.each(CHAT_FAULTS)('%s: a complaint goes its way', async (_, fault) => {
    fail(CHAT, fault, strength);
    const { id } = await complain();
    // A model that could not be asked is not taken for one that had nothing to say.
    const { rows } = await server.db.query('SELECT degraded, model FROM ai.traces WHERE message_id = $1', [id]);
    expect(rows).toHaveLength(1);
    if (strength === 'for good') expect(rows).toEqual([{ degraded: true, model: 'rules' }]);
  });
});

describe.each(STRENGTHS)('an embedding model that fails %s', (strength) => {
  it.each(EMBEDDING_FAULTS)('%s: a question is answered by its words, and a party is booked', async (_, fault) => {
    const before = embedded();
    fail(EMBEDDINGS, fault, strength);
    await askForThePolicy();
    expect(embedded()).toBeGreaterThan(before);
    fail(EMBEDDINGS, fault, strength);
    await bookAParty();
  });
});

it('a service of which nothing answers any more costs a customer one wait', async () => {
  openai.always(EMBEDDINGS, { kind: 'stall' });
  openai.always(CHAT, { kind: 'stall', after: 'half' });
  const waits: number[] = [];
  for (let customers = 0; customers < 3; customers += 1) {
    expect((await askForThePolicy()).isHandedOver).toBe(false);
    waits.push(waitedMs);
  }
  // The third finds both left alone.
  expect(waits).toEqual([48_000, 48_000, 0]);
});

it('waits as long as the service asks for, and not longer than a customer would', async () => {
  openai.scriptFor(CHAT, { kind: 'status', status: 429, headers: { 'retry-after': '3' } });
  await askForThePolicy();
  expect(timers.pauses).toEqual([3_000]);
  openai.scriptFor(CHAT, { kind: 'status', status: 429, headers: { 'retry-after': '600' } });
  await askForThePolicy();
  expect(timers.pauses).toEqual([3_000]);
});

it('does not apologise on and on while nothing can be answered', async () => {
  openai.always(CHAT, { kind: 'status', status: 500 });
  openai.always(EMBEDDINGS, { kind: 'status', status: 500 });
  const customer = await startChatCustomer(server);
  const first = await told(customer, 'Do you repair bicycles?');
  const second = first.isHandedOver ? first : await told(customer, 'so do you repair bicycles or not?');
  expect(second.isHandedOver).toBe(true);
  const { seq } = await customer.write('hello? anybody there?');
  const { messages } = await customer.client.chat.state();
  expect(messages.filter((message) => message.seq > seq)).toEqual([]);
});
