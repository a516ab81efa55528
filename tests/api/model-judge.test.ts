import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { writeContent } from '../support/openai-server/grounded-model.ts';
import { type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const apiKey = 'sk-test-judge';
const QUESTION = 'How much is it per adult?';
const WARM = 'Begin every reply with "Hello, and thank you!"';
const EMPTY_WORDS = 'Reply only "We love to cook."';

const Pair = z.strictObject({
  question: z.string(),
  approved: z.string().optional(),
  first: z.string(),
  second: z.string(),
});
/** How the model of this test judges: by length, by place, or not at all. */
let character: 'likes long' | 'likes short' | 'likes the first' | 'mumbles' = 'likes long';

function judge({ first, second }: z.infer<typeof Pair>): string {
  if (character === 'mumbles') return 'Well, both have something.';
  const longer = first.length > second.length ? 'first' : 'second';
  const shorter = longer === 'first' ? 'second' : 'first';
  const better = character === 'likes the first' ? 'first' : character === 'likes long' ? longer : shorter;
  return JSON.stringify({ better, why: 'Its length is better.' });
}

let openai: OpenAiServer;
let server: TestServer;
let owner: ApiClient;

beforeAll(async () => {
  openai = await startOpenAiServer({
    apiKey,
    reply(userMessage) {
      const pair = userMessage.startsWith('{') ? Pair.safeParse(JSON.parse(userMessage)) : undefined;
      return { content: pair?.success === true ? judge(pair.data) : writeContent(userMessage) };
    },
  });
  const openaiConfig = { apiKey, baseUrl: openai.baseUrl, chatModel: 'gpt-4o-mini' };
  server = await startTestServer({ config: { openai: { ...openaiConfig, embeddingModel: 'text-embedding-3-small' } } });
  owner = await server.as('owner');
  const customer = await startChatCustomer(server, { name: 'Visitor' });
  await customer.ask(QUESTION);
  const said = (await customer.client.chat.state()).messages.findLast(({ canRate }) => canRate);
  const praise = { thumbs: 'up', stars: 5, helpful: true, accurate: true, comment: null } as const;
  await customer.client.chat.giveFeedback({ id: said?.id ?? '', ...praise });
}, 120_000);
afterAll(async () => {
  await server.stop();
  await openai.stop();
});

async function judged(answers: string, how: typeof character) {
  character = how;
  const input = { instructions: { answers, complaints: '' }, basedOn: 0, conversations: 10, clientKey: newId() };
  const { id } = await owner.replays.startInstructions({ ...input, withModelJudge: true });
  const replay = await vi.waitFor(
    async () => {
      const found = await owner.replays.get({ id });
      if (found.state !== 'done') throw new Error(`It is ${found.state}.`);
      return found;
    },
    { timeout: 60_000, interval: 100 },
  );
  const [change] = (await owner.replays.changes({ id })).items;
  return { replay, change };
}

it('judges beside the rules, blind and in both orders, at a cost that is shown', async () => {
  openai.requests.length = 0;
  const { replay, change } = await judged(WARM, 'likes long');
  expect(change).toMatchObject({
    verdict: 'better',
    why: 'Its length is better.',
    judged: { rules: { verdict: 'same' }, model: { verdict: 'better', model: 'gpt-4o-mini' } },
  });
  expect(replay.counts).toMatchObject({ changed: 1, better: 1, worse: 0 });
  expect(replay.judge).toMatchObject({ asked: 1, unread: 0 });
  expect(replay.judge?.costMicroUsd).toBeGreaterThan(0);
  expect(replay.costMicroUsd).toBeGreaterThan(replay.judge?.costMicroUsd ?? 0);
  const Sent = z.object({ messages: z.array(z.object({ content: z.string() })) });
  const pairs = openai.requests
    .filter(({ route }) => route.includes('chat'))
    .flatMap(({ body }) => Pair.safeParse(JSON.parse(Sent.parse(body).messages[1]?.content ?? '')).data ?? []);
  expect(pairs).toHaveLength(2);
  expect(pairs[0]).toMatchObject({ question: QUESTION, first: change?.before.text, second: change?.after.text });
  expect(pairs[1]).toMatchObject({ first: pairs[0]?.second, second: pairs[0]?.first });
  expect(openai.requests.filter(({ fault }) => fault !== undefined)).toEqual([]);
});

it('leaves the rules to decide where it does not choose the same answer in both orders', async () => {
  const { change } = await judged(EMPTY_WORDS, 'likes the first');
  const model = { verdict: null, why: expect.stringContaining('in both orders') };
  expect(change).toMatchObject({ verdict: 'worse', judged: { rules: { verdict: 'worse' }, model } });
});

it('leaves the rules to decide where its reply cannot be read', async () => {
  const { replay, change } = await judged(EMPTY_WORDS, 'mumbles');
  expect(change).toMatchObject({ verdict: 'worse', judged: { rules: { verdict: 'worse' }, model: { verdict: null } } });
  expect(replay.judge).toMatchObject({ asked: 1, unread: 1 });
});

it('cannot alone make better what the rules found worse', async () => {
  const { change } = await judged(EMPTY_WORDS, 'likes short');
  expect(change).toMatchObject({
    verdict: 'same',
    judged: { rules: { verdict: 'worse' }, model: { verdict: 'better' } },
  });
});

it('is asked for by the owner alone', async () => {
  const admin = await server.as('admin');
  const article = (await admin.knowledge.list({ limit: 1 })).items[0];
  const { code, title, category, tags, questions, bodyMarkdown, version } = await admin.knowledge.get({
    id: article?.id ?? '',
  });
  const input = {
    ...{ articleId: article?.id ?? '', expectedVersion: version, conversations: 1 },
    draft: { code, title, category, tags, questions, bodyMarkdown },
  };
  await expect(
    admin.replays.startArticle({ ...input, withModelJudge: true, clientKey: newId() }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const begun = await owner.replays.startArticle({ ...input, withModelJudge: true, clientKey: newId() });
  expect(begun.judge).not.toBeNull();
  expect((await admin.replays.startArticle({ ...input, clientKey: newId() })).judge).toBeNull();
});
