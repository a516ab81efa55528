import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { longDay } from '../../src-server/core/calendar-words.ts';
import { newId } from '../../src-server/core/ids.ts';
import { buildDataset } from '../support/build-dataset.ts';
import { type ChatCustomer, startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let support: ApiClient;
let owner: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  [support, owner] = [await server.as('support'), await server.as('owner')];
});
afterAll(() => server.stop());

/** A customer with whom a member of staff speaks, who then asks this. */
async function askedOfStaff(...questions: string[]): Promise<ChatCustomer> {
  const customer = await startChatCustomer(server, { name: 'Dana Whitfield', contact: 'dana@example.test' });
  await customer.ask('Can I talk to a person?');
  await support.conversations.takeOver({ id: customer.conversationId });
  for (const question of questions) await customer.write(question);
  return customer;
}

const reply = (id: string, content: string, draftId?: string) =>
  support.conversations.reply({ id, content, clientKey: newId(), ...(draftId === undefined ? {} : { draftId }) });

async function examplesWith(answer: string) {
  const { items } = await owner.learning.list({ status: 'pending' });
  return items.filter((example) => example.answer.includes(answer));
}

describe('a drafted reply', () => {
  it('answers what is open from the articles, waits with its sources, and explains itself', async () => {
    const { conversationId: id } = await askedOfStaff("What's your cancellation policy?");
    const { prepared } = await support.copilot.draft({ id });
    expect(prepared).toMatchObject({ unsupported: [], draft: { origin: 'copilot', state: 'open' } });
    expect(prepared?.draft.content).toMatch(/14 or more days[\s\S]*10 %/);
    expect(prepared?.draft.metadata.citations?.map(({ code }) => code)).toEqual(['KB-042']);
    expect((await support.copilot.state({ id })).prepared).toEqual(prepared);
    const { items } = await support.conversations.messages({ id });
    expect(items.at(-1)?.author.kind).toBe('customer');
  });

  it('answers several questions that wait, each once', async () => {
    const { conversationId: id } = await askedOfStaff(
      'thanks!',
      "What's your cancellation policy?",
      'How much is it per adult?',
    );
    const { prepared } = await support.copilot.draft({ id });
    expect(prepared?.draft.content).toMatch(/14 or more days[\s\S]*\$55/);
    expect(prepared?.draft.metadata.citations).toHaveLength(2);
  });

  it('makes none where nothing answers, where nothing is open, and where the AI has the conversation', async () => {
    const unknown = await askedOfStaff('What is the capital of France?');
    expect(await support.copilot.draft({ id: unknown.conversationId })).toEqual({ prepared: null });
    const { conversationId: id } = await askedOfStaff('thank you!');
    await expect(support.copilot.draft({ id })).rejects.toMatchObject({ code: 'CONFLICT', message: /Nothing is open/ });
    const { id: withAi } = await server.startChat();
    await expect(support.copilot.draft({ id: withAi })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('grades what was sent, and offers a rewritten answer for review with its question', async () => {
    const { conversationId: id } = await askedOfStaff("What's your cancellation policy?");
    const { prepared } = await support.copilot.draft({ id });
    if (prepared === null) throw new Error('There is no draft.');
    const { id: draftId, content } = prepared.draft;
    const sent = await reply(id, `${content.replace('10 %', '12 %')}\n\nBest, Sam`, draftId);
    expect(sent.metadata.draftId).toBe(draftId);
    expect(await support.conversations.trace({ id: sent.id })).toMatchObject({ outcome: 'drafted' });
    const { grade } = await support.copilot.grade({ id: sent.id });
    expect(grade).toMatchObject({
      id: draftId,
      state: 'edited',
      content,
      sent: sent.content,
      decidedBy: 'The support',
    });
    expect(grade?.similarity).toBeGreaterThan(0.7);
    expect(grade?.similarity).toBeLessThanOrEqual(0.9);

    expect(await examplesWith('12 %')).toMatchObject([
      { question: "What's your cancellation policy?", sourceType: 'human_curated' },
    ]);
    const pairs = await server.db.query(
      'SELECT question, rejected, chosen FROM ai.draft_preferences WHERE draft_id = $1',
      [draftId],
    );
    expect(pairs.rows).toEqual([
      {
        question: "What's your cancellation policy?",
        rejected: content,
        chosen: `${content.replace('10 %', '12 %')}\n\nBest, Sam`,
      },
    ]);
    const admin = await server.as('admin');
    // It says otherwise than the article, which the admin has seen.
    for (const { id: exampleId } of await examplesWith('12 %'))
      await admin.learning.approve({ id: exampleId, acceptsConflicts: true });
    const dataset = await buildDataset(admin);
    expect(dataset.preferenceCount).toBe(1);
    const exported = await admin.learning.datasetFile({ id: dataset.id, format: 'preferences' });
    expect(JSON.parse(exported.content)).toMatchObject({
      input: { messages: [{ role: 'system' }, { role: 'user', content: "What's your cancellation policy?" }] },
      preferred_completion: [{ content: expect.stringContaining('12 %') }],
      non_preferred_completion: [{ content: expect.stringContaining('10 %') }],
    });
  });

  it('offers nothing for review that was sent as it was, and keeps no pair of it', async () => {
    const { conversationId: id } = await askedOfStaff('How much is it per adult?');
    const { prepared } = await support.copilot.draft({ id });
    const sent = await reply(id, prepared?.draft.content ?? '', prepared?.draft.id);
    expect((await support.copilot.grade({ id: sent.id })).grade).toMatchObject({ state: 'sent', similarity: 1 });
    expect(await examplesWith(prepared?.draft.content ?? '')).toEqual([]);
    const { rows } = await server.db.query('SELECT 1 FROM ai.draft_preferences WHERE draft_id = $1', [
      prepared?.draft.id,
    ]);
    expect(rows).toEqual([]);
  });

  it('is prepared while the AI answers no customers, and not while the copilot is switched off', async () => {
    const { conversationId: id } = await askedOfStaff('How much is it per adult?');
    await owner.system.updateSettings({ aiEnabled: false });
    try {
      expect((await support.copilot.draft({ id })).prepared?.draft.content).toContain('$55');
    } finally {
      await owner.system.updateSettings({ aiEnabled: true, copilotEnabled: false });
    }
    try {
      expect(await support.copilot.state({ id })).toMatchObject({ isEnabled: false, prepared: null, actions: [] });
      await expect(support.copilot.draft({ id })).rejects.toMatchObject({ code: 'CONFLICT', message: /switched off/ });
      await expect(support.copilot.rewrite({ id, text: 'Hello there.', style: 'spelling' })).rejects.toMatchObject({
        code: 'CONFLICT',
      });
      await expect(support.copilot.summary({ id })).rejects.toMatchObject({ code: 'CONFLICT' });
    } finally {
      await owner.system.updateSettings({ copilotEnabled: true });
    }
  });
});

describe('without a model', () => {
  it('shortens and corrects, and says of the rest what it needs', async () => {
    const { id } = await server.startChat();
    const { rewrites } = await support.copilot.state({ id });
    expect(rewrites.filter(({ isAvailable }) => isAvailable).map(({ style }) => style)).toEqual([
      'shorter',
      'spelling',
    ]);
    expect(rewrites.find(({ style }) => style === 'translate')?.reason).toMatch(/language model/);
    const spelled = await support.copilot.rewrite({
      id,
      text: 'we will recieve your depsoit of $100 tommorow',
      style: 'spelling',
    });
    expect(spelled).toEqual({ text: 'We will receive your deposit of $100 tomorrow', model: null, degraded: false });
    const long =
      'Thank you so much for writing to us today. We are very happy about it. The deposit is $100. Would June 5 suit you?';
    const { text } = await support.copilot.rewrite({ id, text: long, style: 'shorter' });
    expect(text).toBe('The deposit is $100. Would June 5 suit you?');
    await expect(support.copilot.rewrite({ id, text: long, style: 'warmer' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    await expect(support.copilot.rewrite({ id, text: long, style: 'translate' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(support.copilot.rewrite({ id, text: 'The deposit is $100.', style: 'shorter' })).rejects.toMatchObject(
      { code: 'BAD_INPUT' },
    );
  });

  it('sums a conversation up from what is recorded, each statement with its message', async () => {
    const { conversationId: id } = await askedOfStaff("What's your cancellation policy?");
    await reply(id, 'You get everything back up to 14 days before, Dana.');
    const date = new Date(server.clock.now().getTime() + 60 * 86_400_000).toISOString().slice(0, 10);
    await support.bookings.create({ conversationId: id, facts: { date, adults: 14, allergies: 'shellfish' } });
    const summary = await support.copilot.summary({ id });
    const { items } = await support.conversations.messages({ id });
    const idOf = (text: string) => items.find(({ content }) => content.includes(text))?.id;
    expect(summary.model).toBeNull();
    expect(summary.wants.facts.map(({ messageId }) => messageId)).toContain(idOf('cancellation policy'));
    expect(summary.agreed.facts.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      `date: ${longDay(date)} (not booked yet)`,
      'guests: 14 adults',
      'allergies: shellfish',
    ]);
    expect(summary.tried.facts.at(-1)).toMatchObject({ label: 'The support', messageId: idOf('14 days before') });
    expect(summary.open.facts.map(({ text }) => text)).toContain(
      'needs the time, the address, the name, a phone number',
    );
    expect(summary.nextStep.facts[0]?.text).toMatch(/^Ask for the time/);
    for (const field of [summary.wants, summary.agreed, summary.tried, summary.open, summary.nextStep])
      expect(field.facts.length > 0 || field.reason !== null).toBe(true);
  });
});
