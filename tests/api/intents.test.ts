import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let support: ApiClient;
let admin: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  [support, admin] = [await server.as('support'), await server.as('admin')];
  await inUse();
});
afterAll(() => server.stop());

/** Waits until what was taught is in use. */
function inUse(): Promise<void> {
  return vi.waitFor(
    async () => {
      const { status } = await support.intents.list();
      if (status.state !== 'in_use') throw new Error(`The router is ${status.state}: ${status.reason}`);
    },
    { timeout: 60_000, interval: 50 },
  );
}

const SENTENCES = [
  'do you sell gift cards',
  'I want to buy a voucher for my sister',
  'can I get a gift certificate for a hibachi dinner',
  'how do I redeem my gift card',
];

describe('intents of the business’s own', () => {
  it('shows what is built in, and since when it is in use', async () => {
    const { items, status } = await support.intents.list();
    expect(items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['pricing', 'booking', 'complaint', 'menu', 'policy', 'faq', 'smalltalk', 'human']),
    );
    for (const intent of items) expect(intent).toMatchObject({ isBuiltIn: true, sentenceCount: 0, updatedAt: null });
    for (const intent of items) expect(intent.builtInCount, intent.name).toBeGreaterThan(0);
    expect(status).toMatchObject({ reason: null, inUseSince: expect.any(String) });
    expect(status.sentenceCount).toBe(items.reduce((sum, intent) => sum + intent.builtInCount, 0));
  });

  it('sends messages to whom the owner chose, tells why, and checks the sentences', async () => {
    const made = await admin.intents.create({
      name: 'gift_cards',
      description: 'Vouchers',
      agent: 'staff',
      sentences: SENTENCES,
    });
    expect(made).toMatchObject({ name: 'gift_cards', agent: 'staff', isBuiltIn: false, sentenceCount: 4 });
    expect(made.sentences.map(({ text }) => text).sort()).toEqual([...SENTENCES].sort());
    await inUse();
    const routed = await support.intents.try({ text: 'are there gift cards for two people?' });
    expect(routed).toMatchObject({ intent: 'gift_cards', agent: 'staff', isOutOfScope: false });
    expect(routed.reasons.join()).toContain('gift_cards');

    const checked = await vi.waitFor(
      async () => {
        const list = await support.intents.list();
        if (list.status.check === null) throw new Error('The sentences are not checked yet.');
        return { ...list, check: list.status.check };
      },
      { timeout: 60_000, interval: 100 },
    );
    const counted = checked.items.reduce((sum, { misroutedCount }) => sum + (misroutedCount ?? 0), 0);
    expect(counted).toBe(checked.check.misroutedCount);
    expect(counted / checked.status.sentenceCount).toBeLessThan(0.25);
  });

  it('answers by the agent that was chosen, in the customer’s chat', async () => {
    const customer = await startChatCustomer(server);
    const answer = await customer.ask('are there gift cards for two people?');
    expect(answer.content).toMatch(/person|team|someone|colleague/i);
    const { handler } = await support.conversations.get({ id: customer.conversationId });
    expect((await support.conversations.get({ id: customer.conversationId })).status, handler).toBe('escalated');
  });

  it('takes sentences away and keeps enough of them, removes and restores', async () => {
    const [first, second] = (await support.intents.get({ name: 'gift_cards' })).sentences;
    const left = await admin.intents.removeSentence({ name: 'gift_cards', id: first?.id ?? '' });
    expect(left.sentenceCount).toBe(3);
    await expect(admin.intents.removeSentence({ name: 'gift_cards', id: second?.id ?? '' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const more = await admin.intents.addSentences({ name: 'gift_cards', sentences: [first?.text ?? ''] });
    expect(more.sentenceCount).toBe(4);
    await expect(
      admin.intents.addSentences({ name: 'pricing', sentences: [SENTENCES[0]?.toUpperCase() ?? ''] }),
    ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('gift_cards') });

    await admin.intents.remove({ name: 'gift_cards' });
    await expect(support.intents.get({ name: 'gift_cards' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await admin.intents.restore({ name: 'gift_cards' })).sentenceCount).toBe(4);
    await expect(admin.intents.remove({ name: 'booking' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await admin.intents.update({ name: 'gift_cards', agent: 'knowledge' })).toMatchObject({
      agent: 'knowledge',
      description: 'Vouchers',
    });
    await inUse();
  });

  it.each([
    ['a name of other letters', { name: 'Gift cards' }],
    ['a name that is one letter', { name: 'g' }],
    ['too few sentences', { sentences: ['one', 'One ', 'two'] }],
    ['a sentence without words', { sentences: ['one', 'two', ' '] }],
    ['an endless sentence', { sentences: ['one', 'two', 'x'.repeat(1001)] }],
  ])('refuses %s with a clear text', async (_, change) => {
    const input = { name: 'other_gifts', agent: 'staff' as const, sentences: ['one', 'two', 'three'], ...change };
    await expect(admin.intents.create(input)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(support.intents.get({ name: 'other_gifts' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('corrections from the inbox', () => {
  it('a correction of an answer counts for the next customer, is listed without names, and can be forgotten', async () => {
    const customer = await startChatCustomer(server, { name: 'Zelda Quinn', contact: '+1 916 555 0147' });
    const text = 'Zelda Quinn here: the usual for the fifth would be lovely';
    await customer.ask(text);
    const { items: messages } = await support.conversations.messages({ id: customer.conversationId });
    const question = messages.find((message) => message.author.kind === 'customer');
    const answer = messages.find((message) => message.author.kind === 'ai');
    const { correction, before } = await support.intents.correct({ messageId: answer?.id ?? '', intent: 'booking' });
    expect(before).toBeNull();
    expect(correction).toMatchObject({
      intent: 'booking',
      messageId: question?.id,
      conversationId: customer.conversationId,
      by: { name: 'The support' },
    });
    expect(correction.text).not.toContain('Zelda');
    expect(await support.intents.try({ text: correction.text })).toMatchObject({ intent: 'booking', confidence: 1 });

    const again = await support.intents.correct({ messageId: question?.id ?? '', intent: 'menu' });
    expect(again.before).toBe('booking');
    const { items } = await support.intents.corrections({});
    expect(items.map(({ intent }) => intent)).toEqual(['menu']);
    expect(await support.intents.removeCorrection({ id: again.correction.id })).toEqual({ done: true });
    expect((await support.intents.corrections({})).items).toEqual([]);
    expect((await support.intents.try({ text: correction.text })).confidence).toBeLessThan(1);
  });

  it('refuses what cannot be corrected', async () => {
    const unknown = '00000000-0000-7000-8000-000000000000';
    await expect(support.intents.correct({ messageId: unknown, intent: 'menu' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(support.intents.removeCorrection({ id: unknown })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(support.intents.create({ name: 'x_y', agent: 'staff', sentences: SENTENCES })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
