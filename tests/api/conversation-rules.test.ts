import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const DOWN = { thumbs: 'down', stars: null, helpful: null, accurate: null, comment: null } as const;

let server: TestServer;
let owner: ApiClient;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
  owner = await server.as('owner');
  await owner.knowledge.create({
    code: 'KB-001',
    title: 'Prices per person',
    bodyMarkdown: 'The price is $55 per adult and $30 per child.',
    category: 'pricing',
    questions: ['How much is it per adult?'],
  });
  await owner.knowledge.create({
    code: 'KB-002',
    title: 'What we bring',
    bodyMarkdown: 'We bring the grill, the food and the tools. You set the table.',
    category: 'faq',
    questions: ['Do you bring the grill?'],
  });
});
afterAll(() => server.stop());

it('are changed by the owner alone, with an audit, and refuse quiet hours without an end', async () => {
  const admin = await server.as('admin');
  const { rules, version } = await admin.conversationRules.get();
  const changed = { ...rules, quietHours: { from: '22:30', to: '07:00' } };
  await expect(admin.conversationRules.update({ rules: changed, expectedVersion: version })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  const saved = { rules: changed, version: version + 1 };
  expect(await owner.conversationRules.update({ rules: changed, expectedVersion: version })).toEqual(saved);
  expect(await admin.conversationRules.get()).toEqual(saved);
  await expect(
    owner.conversationRules.update({
      rules: { ...rules, quietHours: { from: '22:00', to: '22:00' } },
      expectedVersion: saved.version,
    }),
  ).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('never end') });
  const sms = { ...rules.channels.sms, longestMessage: 5 };
  await expect(
    owner.conversationRules.update({
      rules: { ...rules, channels: { ...rules.channels, sms } },
      expectedVersion: saved.version,
    }),
  ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(await admin.conversationRules.get()).toEqual(saved);
  const { rows } = await server.db.query(
    `SELECT count(*)::int AS count FROM identity.audit_log WHERE action = 'conversation_rules.changed'`,
  );
  expect(rows).toEqual([{ count: 1 }]);
});

it('are not overwritten by somebody who saw older ones, nor by two at once', async () => {
  const { rules, version } = await owner.conversationRules.get();
  await expect(owner.conversationRules.update({ rules, expectedVersion: version - 1 })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  const both = [1, 2].map(() => owner.conversationRules.update({ rules, expectedVersion: version }));
  const states = (await Promise.allSettled(both)).map(({ status }) => status).sort();
  expect(states).toEqual(['fulfilled', 'rejected']);
  expect((await owner.conversationRules.get()).version).toBe(version + 1);
});

it('offers a person after two answers in a row that were rated down, once, and not after one', async () => {
  const customer = await startChatCustomer(server, { name: 'Kim' });
  const offers = async () =>
    (await customer.client.chat.state()).messages.filter(({ content }) => content.includes('ask a person on the team'));
  const first = await customer.ask('How much is it per adult?');
  await customer.client.chat.giveFeedback({ ...DOWN, id: first.id });
  expect(await offers()).toHaveLength(0);
  const second = await customer.ask('Do you bring the grill?');
  await customer.client.chat.giveFeedback({ ...DOWN, id: second.id });
  await customer.client.chat.giveFeedback({ ...DOWN, id: second.id });
  expect(await offers()).toHaveLength(1);
  expect((await owner.conversations.get({ id: customer.conversationId })).status).toBe('active');
});

it('parts what a person writes as it parts an answer, and sends it once however often it is asked to', async () => {
  const { rules, version } = await owner.conversationRules.get();
  const live_chat = { ...rules.channels.live_chat, longestMessage: 100 };
  await owner.conversationRules.update({
    rules: { ...rules, channels: { ...rules.channels, live_chat } },
    expectedVersion: version,
  });
  const customer = await startChatCustomer(server);
  await customer.ask('Can I talk to a person?');
  const id = customer.conversationId;
  await owner.conversations.takeOver({ id });
  const content =
    'We come to your garden with the grill and all the food. The price is $55 per adult. Children eat for $30 each.';
  const request = { id, content, clientKey: 'a-key-of-its-own' };
  const sent = await owner.conversations.reply(request);
  expect((await owner.conversations.reply(request)).id).toBe(sent.id);
  const parts = (await customer.client.chat.state()).messages.filter(({ from }) => from === 'staff');
  expect(parts.map((part) => part.content)).toEqual([
    'We come to your garden with the grill and all the food. The price is $55 per adult.',
    'Children eat for $30 each.',
  ]);
  expect(parts.at(-1)?.id).toBe(sent.id);
  await owner.conversationRules.update({ rules, expectedVersion: version + 1 });
});

it('answers 429 to who floods a chat, says how long to wait, and takes messages again then', async () => {
  await owner.system.updateSettings({ aiEnabled: false });
  const customer = await startChatCustomer(server);
  for (let sent = 0; sent < 100; sent++) await customer.write(`Message ${sent}`);
  await expect(customer.write('One too many')).rejects.toMatchObject({
    code: 'TOO_MANY_REQUESTS',
    status: 429,
    message: expect.stringMatching(/Wait \d+ seconds?/),
  });
  // Another chat is not held up by it.
  await (await startChatCustomer(server)).write('Hello');
  server.clock.advanceMs(11_000);
  await customer.write('Later');
  const { rows } = await server.db.query(
    `SELECT count(*)::int AS count FROM ai.messages WHERE conversation_id = $1 AND role = 'user'`,
    [customer.conversationId],
  );
  expect(rows).toEqual([{ count: 101 }]);
}, 60_000);
