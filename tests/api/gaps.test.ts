import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import type { Gap } from '../../src-server/contract/gaps.ts';
import { newId } from '../../src-server/core/ids.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let support: ApiClient;
let admin: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  [support, admin] = [await server.as('support'), await server.as('admin')];
});
afterAll(() => server.stop());

const PATIENCE = { timeout: 15_000, interval: 50 };

/** The gap that holds so many questions of which one is like this, once they are sorted. */
function gapOf(search: string, questionCount: number): Promise<Gap> {
  return vi.waitFor(async () => {
    const { items } = await support.gaps.list({ search });
    const found = items.find((gap) => gap.questionCount === questionCount);
    if (found === undefined) throw new Error(`No gap with ${questionCount} questions: ${JSON.stringify(items)}`);
    return found;
  }, PATIENCE);
}

describe('from questions without an answer to an article', () => {
  const REPLY =
    'Yes, our chefs can cook aboard a houseboat or yacht that is moored at a dock. The deck must be level, and the ' +
    'harbour has to allow an open flame.';

  it('gathers what two customers asked in other words, and closes when the article is published', async () => {
    const first = await startChatCustomer(server, { name: 'Priya Raman', contact: '+1 916 555 0147' });
    const second = await startChatCustomer(server, { name: 'Tom' });
    await first.ask('Can your chef cook on a houseboat at the dock? Priya Raman, +1 916 555 0147');
    await second.ask('Would a chef cook aboard our houseboat while it is at the dock?');
    const gap = await gapOf('houseboat', 2);
    expect(gap).toMatchObject({ status: 'open', customerCount: 2, thisWeek: 2, weekBefore: 0, article: null });

    const { items } = await support.gaps.questions({ id: gap.id });
    expect(items.map((question) => question.conversationId).sort()).toEqual(
      [first.conversationId, second.conversationId].sort(),
    );
    expect(JSON.stringify([gap, items])).not.toMatch(/Priya|0147/);

    const empty = await admin.gaps.draft({ id: gap.id });
    expect(empty.replies).toEqual([]);

    await support.conversations.takeOver({ id: first.conversationId });
    for (const content of ['Hi Priya, let me check with the kitchen.', REPLY])
      await support.conversations.reply({ id: first.conversationId, content, clientKey: newId() });
    const draft = await admin.gaps.draft({ id: gap.id });
    expect(draft.replies.map(({ text, conversationId }) => ({ text, conversationId }))).toEqual([
      { text: REPLY, conversationId: first.conversationId },
    ]);
    expect(draft.title).toMatch(/houseboat.*\?$/);
    expect(draft.code).toMatch(/^KB-\d+$/);

    const article = await admin.gaps.publish({
      id: gap.id,
      code: draft.code,
      title: draft.title,
      category: draft.category,
      questions: draft.questions,
      bodyMarkdown: draft.replies[0]?.text ?? '',
    });
    expect(await support.gaps.get({ id: gap.id })).toMatchObject({
      status: 'answered',
      article: { id: article.id, code: draft.code },
      statusBy: { name: 'The admin' },
    });

    // What was written for the gap may be learned too, once somebody approves it.
    const { items: examples } = await admin.learning.list({ sourceType: 'human_curated', limit: 100 });
    const written = examples.filter(({ messageId, answer }) => messageId === null && answer === REPLY);
    expect(written).toMatchObject([{ status: 'pending', question: expect.stringContaining('houseboat') }]);

    const third = await startChatCustomer(server);
    const answer = await third.ask('Can the chef cook on my houseboat at the dock?');
    expect(answer.citations.map((citation) => citation.code)).toEqual([draft.code]);
  });
});

describe('what people do with gaps', () => {
  it('dismisses a gap, and takes that back', async () => {
    const customer = await startChatCustomer(server);
    await customer.ask('What is the capital of France?');
    const gap = await gapOf('France', 1);
    const dismissed = await admin.gaps.setStatus({ id: gap.id, status: 'dismissed', note: 'not our business' });
    expect(dismissed).toMatchObject({ status: 'dismissed', note: 'not our business', statusBy: { name: 'The admin' } });
    expect((await support.gaps.list({ search: 'France' })).items).toEqual([]);

    // The same question again is counted where it was put away, and does not come up again.
    const other = await startChatCustomer(server);
    await other.ask('Tell me the capital of France');
    await vi.waitFor(async () => expect((await support.gaps.get({ id: gap.id })).questionCount).toBe(2), PATIENCE);
    expect((await support.gaps.get({ id: gap.id })).status).toBe('dismissed');
    expect(await admin.gaps.setStatus({ id: gap.id, status: 'open' })).toMatchObject({ status: 'open', note: '' });
  });

  it('opens an answered gap again when the question fails after that', async () => {
    const ask = async () => (await startChatCustomer(server)).ask('Who won the football world cup in 1966?');
    await ask();
    const gap = await gapOf('1966', 1);
    await admin.gaps.setStatus({ id: gap.id, status: 'answered' });
    server.clock.advanceMs(60_000);
    await ask();
    await vi.waitFor(async () => expect((await support.gaps.get({ id: gap.id })).status).toBe('open'), PATIENCE);
    expect((await support.gaps.get({ id: gap.id })).cameBackAt).not.toBeNull();
  });

  it('puts two gaps together, and a question on its own again', async () => {
    for (const question of ['How deep is the Pacific ocean?', 'Which planet is the largest of the solar system?'])
      await (await startChatCustomer(server)).ask(question);
    const [ocean, planet] = [await gapOf('Pacific', 1), await gapOf('planet', 1)];
    expect(await admin.gaps.merge({ id: planet.id, intoId: ocean.id })).toMatchObject({
      id: ocean.id,
      questionCount: 2,
    });
    await expect(support.gaps.get({ id: planet.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const { items } = await support.gaps.questions({ id: ocean.id, limit: 1 });
    const [question] = items;
    if (question === undefined) throw new Error('The gap has no question.');
    const alone = await admin.gaps.moveOut({ id: ocean.id, messageId: question.messageId });
    expect(alone).toMatchObject({ title: question.text, questionCount: 1 });
    await expect(admin.gaps.moveOut({ id: alone.id, messageId: question.messageId })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('does not count what a customer only wants a person for, nor small talk', async () => {
    const before = await support.gaps.counts();
    const customer = await startChatCustomer(server);
    await customer.ask('hello');
    await customer.ask('Can I talk to a person please?');
    expect(await support.gaps.counts()).toEqual(before);
  });
});

it('pages through the list in each order, each gap once', async () => {
  const { open } = await support.gaps.counts();
  for (const sort of ['count', 'newest', 'lost'] as const) {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await support.gaps.list({ sort, limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((gap) => gap.id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(open);
    expect(new Set(seen).size).toBe(open);
  }
});

it('lets support read, and admins write', async () => {
  const [gap] = (await support.gaps.list({})).items;
  if (gap === undefined) throw new Error('There is no gap.');
  await expect(support.gaps.setStatus({ id: gap.id, status: 'dismissed' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(support.gaps.draft({ id: gap.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

it('forgets the questions of a conversation that is erased', async () => {
  const customer = await startChatCustomer(server);
  await customer.ask('How tall is the Eiffel tower?');
  const gap = await gapOf('Eiffel', 1);
  await server.db.query('DELETE FROM ai.conversations WHERE id = $1', [customer.conversationId]);
  expect((await support.gaps.list({ search: 'Eiffel' })).items).toEqual([]);
  await expect(support.gaps.get({ id: gap.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
