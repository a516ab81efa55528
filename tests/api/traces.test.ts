import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertTrace } from '../../src-server/agents/trace.store.ts';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import { type ChatCustomer, startChatCustomer } from '../support/chat-customer.ts';
import { type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const apiKey = 'sk-test-traces';
const OFFLINE = 'offline-extractive';
const CANCELLATION = "What's your cancellation policy?";
const POLICY = {
  code: 'KB-042',
  title: 'Cancellation & Refund Policy',
  bodyMarkdown: 'Our cancellation policy: with 14 or more days of notice there is a full refund minus a 10 % fee.',
  category: 'policy',
} as const;
const NEW_TEXT = 'Our cancellation policy: with 21 or more days of notice there is a full refund minus a 15 % fee.';

let openai: OpenAiServer;
let server: TestServer;
let support: ApiClient;
let admin: ApiClient;
let owner: ApiClient;
let articleId: string;

beforeAll(async () => {
  openai = await startOpenAiServer({ apiKey, models: ['gpt-4o-mini', 'gpt-4.1-mini', 'text-embedding-3-small'] });
  const chosen = { chatModel: 'gpt-4o-mini', embeddingModel: 'text-embedding-3-small' };
  server = await startTestServer({
    startsEmpty: true,
    config: { openai: { apiKey, baseUrl: openai.baseUrl, ...chosen } },
  });
  [support, admin, owner] = [await server.as('support'), await server.as('admin'), await server.as('owner')];
  await owner.models.update({ chain: ['gpt-4o-mini', 'gpt-4.1-mini'] });
  articleId = (await admin.knowledge.create(POLICY)).id;
  await admin.knowledge.create({ code: 'KB-001', title: 'Hours', bodyMarkdown: 'We are open daily.', category: 'faq' });
});
afterAll(async () => {
  await server.stop();
  await openai.stop();
});

async function asked(question = CANCELLATION): Promise<{ customer: ChatCustomer; id: string; text: string }> {
  const customer = await startChatCustomer(server);
  const { content } = await customer.ask(question);
  const [newest] = (await support.traces.list({ id: customer.conversationId })).items;
  if (newest === undefined) throw new Error('The answer has no trace.');
  return { customer, id: newest.id, text: content };
}

/** How many rows each table holds that an answer writes to. */
async function counted(): Promise<unknown> {
  const { rows } = await server.db.query(
    `SELECT (SELECT count(*) FROM ai.messages) AS messages, (SELECT count(*) FROM ai.traces) AS traces,
       (SELECT count(*) FROM ai.citations) AS citations, (SELECT sum(usage_count) FROM ai.kb_chunks) AS usage,
       (SELECT count(*) FROM ai.kb_article_versions) AS versions, (SELECT count(*) FROM support.escalations) AS escalations,
       (SELECT count(*) FROM booking.bookings) AS bookings, (SELECT max(updated_at) FROM booking.bookings) AS booked`,
  );
  return rows[0];
}

it('tells the whole way to an answer: texts, prompt and raw reply, models and steps', async () => {
  const { customer, id, text } = await asked();
  const trace = await support.traces.get({ id });
  expect(trace).toMatchObject({ question: CANCELLATION, readAs: null, answer: text, outcome: 'answered' });
  const cited = trace.retrieved.find((source) => source.cited);
  expect(cited).toMatchObject({ code: 'KB-042', textShare: expect.any(Number) });
  expect(trace.passages).toHaveLength(trace.retrieved.length);
  expect(trace.passages.find((one) => one.chunkId === cited?.chunkId)).toMatchObject({
    text: expect.stringContaining('14 or more days'),
    isCurrent: true,
    articleId,
    version: 1,
    currentVersion: 1,
  });
  expect(trace.attempts).toMatchObject([{ model: 'gpt-4o-mini', outcome: 'answered' }]);
  expect(trace.exchanges).toHaveLength(1);
  expect(trace.exchanges[0]?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
  expect(trace.exchanges[0]?.messages[1]?.content).toContain('14 or more days');
  expect(trace.exchanges[0]?.reply).toContain('"answerable":true');
  expect(trace.steps.map(({ name }) => name)).toEqual(expect.arrayContaining(['route', 'search', 'model', 'write']));
  expect((await support.conversations.trace({ id: trace.messageId ?? '' })).id).toBe(id);
  expect(customer.conversationId).toBe(trace.conversationId);
});

it('reads a follow-up together with the question before it', async () => {
  const { customer } = await asked();
  await customer.ask('and for kids?');
  const [newest] = (await support.traces.list({ id: customer.conversationId })).items;
  expect(await support.traces.get({ id: newest?.id ?? '' })).toMatchObject({
    question: 'and for kids?',
    readAs: `${CANCELLATION}\nand for kids?`,
  });
});

it('lists every run of a conversation, newest first and page by page, also one that sent nothing', async () => {
  const { customer, id } = await asked();
  const kept = await support.traces.get({ id });
  const messages = await server.db.query('SELECT question_message_id AS question FROM ai.traces WHERE id = $1', [id]);
  const dropped = newId();
  await server.db.transaction((tx) =>
    insertTrace(tx, {
      ...kept,
      id: dropped,
      messageId: null,
      outcome: 'dropped',
      questionMessageId: String(messages.rows[0]?.question),
      at: new Date(Date.parse(kept.createdAt) + 1),
    }),
  );
  const page = { id: customer.conversationId, limit: 1 };
  const first = await support.traces.list(page);
  expect(first.items).toMatchObject([{ id: dropped, outcome: 'dropped', messageId: null }]);
  const second = await support.traces.list({ ...page, cursor: first.nextCursor ?? '' });
  expect(second).toMatchObject({ items: [{ id, outcome: 'answered' }], nextCursor: null });
  expect(await support.traces.get({ id: dropped })).toMatchObject({ answer: null, outcome: 'dropped' });
});

it('goes with its conversation, the exchanges with it', async () => {
  const { customer, id } = await asked();
  const exchanges = async () =>
    (await server.db.query('SELECT 1 FROM ai.trace_exchanges WHERE trace_id = $1', [id])).rows.length;
  expect(await exchanges()).toBe(1);
  await server.db.query('DELETE FROM ai.conversations WHERE id = $1', [customer.conversationId]);
  expect(await exchanges()).toBe(0);
  await expect(support.traces.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('answers again with what was read then, with what is there now, and with an older version', async () => {
  const { id, text } = await asked();
  server.clock.advanceMs(60_000);
  await admin.knowledge.update({ ...POLICY, id: articleId, bodyMarkdown: NEW_TEXT, expectedVersion: 1 });
  try {
    const passages = (await support.traces.get({ id })).passages.filter((one) => one.articleId === articleId);
    expect(passages).toMatchObject([{ version: 1, currentVersion: 2, isCurrent: false }]);
    expect(passages[0]?.text).toContain('14 or more days');

    const before = await counted();
    const then = await admin.traces.runAgain({ id });
    expect(then.answer).toMatchObject({ outcome: 'answered', text, model: 'gpt-4o-mini' });
    const now = await admin.traces.runAgain({ id, knowledge: { kind: 'now' } });
    expect(now.answer.text).toContain('21 or more days');
    const older = await admin.traces.runAgain({ id, knowledge: { kind: 'version', articleId, version: 1 } });
    expect(older.answer.text).toContain('14 or more days');
    expect(await counted()).toEqual(before);
    await expect(
      admin.traces.runAgain({ id, knowledge: { kind: 'version', articleId, version: 9 } }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('no version 9') });
  } finally {
    const { version } = await admin.knowledge.get({ id: articleId });
    await admin.knowledge.update({ ...POLICY, id: articleId, expectedVersion: version });
  }
});

it('answers again with another model of the chain or none, another temperature and another threshold', async () => {
  const { id } = await asked();
  expect(await admin.traces.rerunChoices()).toEqual({
    models: ['gpt-4o-mini', 'gpt-4.1-mini', OFFLINE],
    offlineModel: OFFLINE,
    temperature: 0.3,
  });
  openai.requests.length = 0;
  const other = await admin.traces.runAgain({ id, model: 'gpt-4.1-mini', temperature: 1.2 });
  expect(other).toMatchObject({ answer: { model: 'gpt-4.1-mini' }, attempts: [{ outcome: 'answered' }] });
  expect(other.costMicroUsd).toBeGreaterThan(0);
  const chats = openai.requests.filter(({ route }) => route.includes('chat'));
  expect(chats.map(({ body }) => [body.model, body.temperature])).toEqual([['gpt-4.1-mini', 1.2]]);

  const offline = await admin.traces.runAgain({ id, model: OFFLINE });
  expect(offline).toMatchObject({ answer: { outcome: 'answered', model: OFFLINE }, exchanges: [], costMicroUsd: 0 });
  const strict = await admin.traces.runAgain({ id, model: OFFLINE, threshold: 1 });
  expect(strict.answer).toMatchObject({ threshold: 1, text: null });
  expect(strict.answer.checks.find(({ name }) => name === 'sure enough')?.passed).toBe(false);
  await expect(admin.traces.runAgain({ id, model: 'gpt-9' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('gpt-9'),
  });
});

it('lets no other model step in where the chosen one fails, and counts a run in the budgets', async () => {
  const { id } = await asked();
  openai.script({ kind: 'status', status: 401 });
  await expect(admin.traces.runAgain({ id })).rejects.toMatchObject({
    code: 'MODEL_FAILED',
    message: expect.stringContaining('API key'),
  });
  await owner.models.test({ model: 'gpt-4o-mini' });
  await owner.models.update({ budgets: { perDayMicroUsd: 500 } });
  try {
    await expect(admin.traces.runAgain({ id })).rejects.toMatchObject({
      code: 'MODEL_FAILED',
      message: expect.stringContaining('budget'),
    });
  } finally {
    await owner.models.update({ budgets: { perDayMicroUsd: null } });
  }
});

it('talks a booking through again without changing it', async () => {
  const { customer, id } = await asked('I would like to book a party for 20 adults.');
  expect(await support.traces.get({ id })).toMatchObject({ agent: 'booking', exchanges: [] });
  const before = await counted();
  const again = await admin.traces.runAgain({ id });
  expect(again.answer).toMatchObject({ outcome: 'answered', agent: 'booking', text: expect.any(String) });
  expect(again.toolCalls.length).toBeGreaterThan(0);
  expect(again.notes).toContainEqual(expect.stringContaining('as it stands now'));
  expect(await counted()).toEqual(before);
  expect((await customer.client.chat.state()).messages).toHaveLength(2);
});

it('lets support read and only admins run', async () => {
  const { id } = await asked();
  await expect(support.traces.runAgain({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect((await server.as('customer')).traces.get({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
