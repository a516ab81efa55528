import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.as('owner');
});
afterAll(() => server.stop());

const GOOD = { thumbs: 'up', stars: 5, helpful: true, accurate: true, comment: null } as const;

it('counts what happened, says as of when, and stands still until it is counted again', async () => {
  expect((await owner.analytics.overview({ days: 7 })).refreshedAt).toBeNull();

  const happy = await startChatCustomer(server);
  const answer = await happy.ask("What's your cancellation policy?");
  await happy.client.chat.giveFeedback({ id: answer.id, ...GOOD });
  await happy.client.chat.rate({ rating: 4 });
  await owner.conversations.resolve({ id: happy.conversationId });

  const helped = await startChatCustomer(server);
  await helped.ask('I want to talk to a person');
  await owner.conversations.takeOver({ id: helped.conversationId });
  await owner.conversations.reply({ id: helped.conversationId, content: 'Hello!', clientKey: newId() });
  await owner.conversations.resolve({ id: helped.conversationId });

  server.clock.advanceMs(60_000);
  const { refreshedAt } = await owner.analytics.refresh();
  const overview = await owner.analytics.overview({ days: 7 });
  expect(overview.refreshedAt).toBe(refreshedAt);
  expect(overview.totals).toMatchObject({
    conversationCount: 2,
    closedCount: 2,
    resolutionRate: 0.5,
    escalationRate: 0.5,
    avgQuality: 1,
    satisfaction: 4,
    ratingCount: 1,
    staffMessageCount: 1,
  });
  expect(overview.byDay).toHaveLength(7);
  expect(overview.byDay.at(-1)).toMatchObject({ conversationCount: 2, escalationCount: 1 });
  expect(overview.byChannel).toEqual([{ channel: 'live_chat', conversationCount: 2, escalationCount: 1 }]);
  expect(overview.reasons).toEqual([{ reason: 'customer_request', count: 1 }]);
  expect(overview.topArticles[0]).toMatchObject({ code: 'KB-042', usageCount: 1, successRate: 1 });
  expect(overview.training).toEqual({ pending: 1, approved: 0, rejected: 0 });

  const unseen = await startChatCustomer(server);
  await unseen.ask('hello');
  expect((await owner.analytics.overview({ days: 7 })).totals.conversationCount).toBe(2);
});

it('adds sample conversations once and removes them without a trace', async () => {
  const { count } = await owner.system.loadSampleConversations();
  await owner.system.loadSampleConversations();
  expect((await owner.system.status()).sampleConversationCount).toBe(count);
  expect((await owner.system.removeSampleConversations()).count).toBe(count);
  const { items } = await owner.conversations.list({ limit: 100 });
  expect(items.filter((conversation) => conversation.isSample)).toEqual([]);
});
