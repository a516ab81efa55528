import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let support: ApiClient;
let admin: ApiClient;
let owner: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  [support, admin, owner] = [await server.as('support'), await server.as('admin'), await server.as('owner')];
});
afterAll(() => server.stop());

const OFF_TOPIC = 'What is the capital of France?';

describe('answering', () => {
  it('answers from an article, cites it, and explains itself', async () => {
    const customer = await startChatCustomer(server);
    const answer = await customer.ask("What's your cancellation policy?");
    expect(answer.content).toMatch(/14 or more days[\s\S]*10 %[\s\S]*7 to 13 days[\s\S]*50 %[\s\S]*fewer than 7 days/i);
    expect(answer.citations.map((citation) => citation.code)).toEqual(['KB-042']);

    const trace = await support.conversations.trace({ id: answer.id });
    expect(trace).toMatchObject({ outcome: 'answered', agent: 'knowledge' });
    expect(trace.retrieved).toHaveLength(5);
    expect(trace.retrieved.filter((source) => source.cited).map((source) => source.code)).toEqual(['KB-042']);
  });

  it('shows a customer only the sources of their own conversation', async () => {
    const customer = await startChatCustomer(server);
    const [cited] = (await customer.ask("What's your cancellation policy?")).citations;
    if (cited === undefined) throw new Error('The answer cites nothing.');
    expect((await customer.client.chat.source({ chunkId: cited.chunkId })).text).toContain('14 or more days');
    const other = await startChatCustomer(server);
    await expect(other.client.chat.source({ chunkId: cited.chunkId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('says that it does not know, and hands over the second time in a row', async () => {
    const customer = await startChatCustomer(server);
    const first = await customer.ask(OFF_TOPIC);
    expect(first.content).toMatch(/don't know/);
    expect(first).toMatchObject({ citations: [], canRate: false });
    await customer.ask('Who won the 1966 world cup?');
    const conversation = await support.conversations.get({ id: customer.conversationId });
    expect(conversation).toMatchObject({
      status: 'escalated',
      escalation: { reason: 'repeated_failure', status: 'open' },
    });
  });

  it('stores a message once, however often it is sent', async () => {
    const customer = await startChatCustomer(server);
    const message = { content: 'hello', clientKey: newId() };
    const sent = await Promise.all([1, 2, 3].map(() => customer.client.chat.send(message)));
    expect(new Set(sent.map((one) => one.id)).size).toBe(1);
  });

  it('leaves everything to staff while the AI is switched off', async () => {
    await owner.system.updateSettings({ aiEnabled: false });
    try {
      const customer = await startChatCustomer(server);
      expect((await customer.ask('How much is it per adult?')).content).toMatch(/A person on our team/);
      const conversation = await support.conversations.get({ id: customer.conversationId });
      expect(conversation.escalation?.reason).toBe('ai_off');
    } finally {
      await owner.system.updateSettings({ aiEnabled: true });
    }
  });
});

describe('escalations', () => {
  async function handedOver() {
    const customer = await startChatCustomer(server, { name: 'Kim', contact: 'kim@example.test' });
    await customer.ask('Can I talk to a person?');
    return customer;
  }

  it('tells the customer, and is given to exactly one of those who want it', async () => {
    const customer = await handedOver();
    const id = customer.conversationId;
    const results = await Promise.allSettled([
      support.conversations.takeOver({ id }),
      admin.conversations.takeOver({ id }),
    ]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toMatchObject({
      code: 'ALREADY_TAKEN',
      message: expect.stringContaining('has taken this'),
    });
    expect((await customer.client.chat.state()).answeredBy).toBe('person');
  });

  it('lets only the person who has it reply, once a key, and not over what they have not read', async () => {
    const customer = await handedOver();
    const id = customer.conversationId;
    const reply = { id, content: 'Hi Kim, Sam here.', clientKey: newId() };
    await expect(support.conversations.reply(reply)).rejects.toMatchObject({ code: 'CONFLICT' });
    await support.conversations.takeOver({ id });
    await expect(admin.conversations.reply(reply)).rejects.toMatchObject({ code: 'CONFLICT' });

    const seen = (await support.conversations.messages({ id })).items.at(-1)?.seq ?? 0;
    await customer.write('One more thing');
    await expect(support.conversations.reply({ ...reply, lastSeenSeq: seen })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('newer messages'),
    });
    const sent = await support.conversations.reply(reply);
    expect((await support.conversations.reply(reply)).id).toBe(sent.id);
  });

  it('gives the conversation back to the AI, which answers what is open', async () => {
    const customer = await handedOver();
    const id = customer.conversationId;
    await support.conversations.takeOver({ id });
    const asked = await customer.write('How much is it per adult?');
    const conversation = await support.conversations.handBack({ id, note: 'Only a price question.' });
    expect(conversation).toMatchObject({ status: 'active', handler: 'ai', assignee: null, escalation: null });
    const answer = await customer.waitFor((message) => message.seq > asked.seq && message.from === 'assistant');
    expect(answer.content).toContain('$55');
    expect((await support.conversations.notes({ id })).items.map((note) => note.content)).toEqual([
      'Only a price question.',
    ]);
  });

  it('closes with a word on what was done, and reopens to the person who asks for it', async () => {
    const customer = await handedOver();
    const id = customer.conversationId;
    await support.conversations.takeOver({ id });
    expect(await support.conversations.resolve({ id, resolution: 'Answered by phone.' })).toMatchObject({
      status: 'closed',
    });
    const { items } = await support.escalations.list({ status: 'done', limit: 100 });
    expect(items.find((item) => item.conversationId === id)?.resolution).toBe('Answered by phone.');
    expect(await support.conversations.reopen({ id })).toMatchObject({
      status: 'escalated',
      assignee: { name: 'The support' },
    });
  });

  it('opens again when the customer writes after the end', async () => {
    const customer = await handedOver();
    const id = customer.conversationId;
    await support.conversations.takeOver({ id });
    await support.conversations.resolve({ id });
    expect((await customer.ask('What does it cost per adult?')).content).toContain('$55');
    expect(await support.conversations.get({ id })).toMatchObject({ status: 'active', handler: 'ai' });
  });
});

describe('learning', () => {
  it("makes a person's answer, once approved, the very next answer", async () => {
    const question = 'Do your chefs speak Portuguese?';
    const answer =
      'Yes, two of our chefs speak Portuguese. Tell us when you book and we send one of them if they are free.';
    const first = await startChatCustomer(server);
    await first.ask(question);
    if ((await support.conversations.get({ id: first.conversationId })).status !== 'escalated')
      await first.ask(question);
    const id = first.conversationId;
    await support.conversations.takeOver({ id });
    await support.conversations.reply({ id, content: answer, clientKey: newId() });

    const { items } = await admin.learning.list({ status: 'pending', sourceType: 'human_curated' });
    const candidate = items.find((item) => item.conversationId === id);
    if (candidate === undefined) throw new Error('The reply did not become a candidate.');
    await admin.learning.approve({ id: candidate.id });

    const next = await startChatCustomer(server);
    expect((await next.ask('do your chefs speak portuguese')).content).toBe(answer);
  });
});
