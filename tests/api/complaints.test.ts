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
  server = await startTestServer({ startsEmpty: true });
  [support, admin, owner] = [await server.as('support'), await server.as('admin'), await server.as('owner')];
});
afterAll(() => server.stop());

describe('the limits', () => {
  it('begin cautious, and are changed by the owner alone, version by version, with an audit', async () => {
    const { limits, version } = await support.complaints.limits();
    expect(version).toBe(0);
    expect(limits.serious).toMatchObject({ creditPercent: 0, refundPercent: 0, maximumCents: 0 });
    const changed = { ...limits, minor: { ...limits.minor, creditPercent: 10, maximumCents: 4_000 } };
    await expect(admin.complaints.updateLimits({ limits: changed, expectedVersion: 0 })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const saved = await owner.complaints.updateLimits({ limits: changed, expectedVersion: 0 });
    expect(saved).toMatchObject({ version: 1, limits: { minor: { creditPercent: 10, maximumCents: 4_000 } } });
    expect(await support.complaints.limits()).toEqual(saved);
    const { rows } = await server.db.query(
      `SELECT details FROM identity.audit_log WHERE action = 'complaint_limits.changed'`,
    );
    expect(rows).toMatchObject([{ details: { before: { minor: { creditPercent: 5 } }, after: { minor: {} } } }]);
  });

  it('are not overwritten by somebody who saw older ones, nor by two at once', async () => {
    const { limits, version } = await owner.complaints.limits();
    await expect(owner.complaints.updateLimits({ limits, expectedVersion: version - 1 })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const both = [1, 2].map(() => owner.complaints.updateLimits({ limits, expectedVersion: version }));
    const states = (await Promise.allSettled(both)).map(({ status }) => status).sort();
    expect(states).toEqual(['fulfilled', 'rejected']);
    expect((await owner.complaints.limits()).version).toBe(version + 1);
  });

  it('refuse what makes no sense, and keep what was', async () => {
    const before = await owner.complaints.limits();
    const { limits, version } = before;
    const wrong = [
      { ...limits, minor: { ...limits.minor, creditPercent: 5, maximumCents: 0 } },
      { ...limits, minor: { ...limits.minor, refundPercent: 101 } },
      { ...limits, perMonthCents: -1 },
    ];
    for (const one of wrong)
      await expect(owner.complaints.updateLimits({ limits: one, expectedVersion: version })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
    expect(await owner.complaints.limits()).toEqual(before);
  });

  it('are shown by examples that keep to them, of which nothing is stored', async () => {
    const { limits, version } = await support.complaints.limits();
    const minor = { ...limits.minor, creditPercent: 5, maximumCents: 3_000 };
    const examples = await support.complaints.examples({ limits: { ...limits, minor }, partyCents: 50_000 });
    expect(examples.minor).toContain('a credit of $25');
    expect(examples.serious).toMatch(/^A person takes it at once/);
    const larger = await support.complaints.examples({ limits: { ...limits, minor }, partyCents: 500_000 });
    expect(larger.minor).toContain('a credit of $30');
    expect((await support.complaints.limits()).version).toBe(version);
  });
});

describe('the complaints of a conversation', () => {
  it('tell staff what was said, with its message, and are none of the customer’s business', async () => {
    const customer = await startChatCustomer(server, { name: 'Kim' });
    const { id: messageId } = await customer.write('Your chef was rude to my guests');
    await customer.waitFor(() => true);
    const { items } = await support.complaints.ofConversation({ id: customer.conversationId });
    expect(items).toMatchObject([{ severity: 'moderate', state: 'with_staff', offers: [] }]);
    expect(items[0]?.facts).toContainEqual({ name: 'what', text: 'Your chef was rude to my guests', messageId });
    await expect(customer.client.complaints.ofConversation({ id: customer.conversationId })).rejects.toMatchObject({
      code: expect.stringMatching(/^(FORBIDDEN|UNAUTHORIZED|UNAUTHENTICATED)$/),
    });
  });

  it('are none where nobody complained, or nobody wrote', async () => {
    const { id } = await server.startChat();
    expect(await support.complaints.ofConversation({ id })).toEqual({ items: [] });
    expect(await support.complaints.ofConversation({ id: newId() })).toEqual({ items: [] });
  });
});
