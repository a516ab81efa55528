import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import { createHandOverOverdue } from '../../src-server/desk/drafts/hand-over-overdue.ts';
import { createEscalate } from '../../src-server/desk/escalate.ts';
import { readConversationRules } from '../../src-server/settings/conversation-rules/conversation-rules.store.ts';
import { type ChatCustomer, startChatCustomer } from '../support/chat-customer.ts';
import { readRules } from '../support/read-rules.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let support: ApiClient;
let admin: ApiClient;
let owner: ApiClient;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
  [support, admin, owner] = [await server.as('support'), await server.as('admin'), await server.as('owner')];
  await admin.knowledge.create({
    code: 'KB-001',
    title: 'Prices per person',
    bodyMarkdown: 'The price is $55 per adult and $30 per child.',
    category: 'pricing',
    questions: ['How much is it per adult?'],
  });
});
afterAll(() => server.stop());

const QUESTION = 'How much is it per adult?';
const ALL = { intent: null, channel: null } as const;
const setAll = (level: 'off' | 'draft' | 'auto') => owner.autonomy.setLevel({ ...ALL, level });
const draftOf = async (id: string) => (await support.drafts.get({ id })).draft;
const outcomes = async (id: string) =>
  (
    await server.db.query('SELECT outcome FROM ai.traces WHERE conversation_id = $1 ORDER BY created_at', [id])
  ).rows.map((row) => row.outcome);

/** A customer whose question has been drafted for. */
async function waiting(question = QUESTION) {
  const customer = await startChatCustomer(server, { name: 'Kim' });
  await customer.write(question);
  return { customer, id: customer.conversationId, draft: await drafted(customer) };
}

/** The draft that waits for this customer's message, another one than `before`. */
const drafted = ({ conversationId }: ChatCustomer, before?: string) =>
  vi.waitFor(
    async () => {
      const draft = await draftOf(conversationId);
      if (draft === null || draft.id === before) throw new Error('Nothing has been drafted.');
      return draft;
    },
    { timeout: 15_000, interval: 25 },
  );
const fromBusiness = async (customer: ChatCustomer) =>
  (await customer.client.chat.state()).messages.filter((message) => message.from !== 'customer');
/** As the schedule does every minute. */
function handOverOverdue(): Promise<number> {
  const nothing = async () => {};
  const desk = {
    ...{ db: server.db, clock: server.clock, newId, readSettings: readRules },
    readRules: readConversationRules,
  };
  const escalate = createEscalate({
    ...desk,
    readOfficeHours: async () => [],
    requestAnswer: nothing,
    proposeStaffAnswer: nothing,
    foreseeQuestion: () => undefined,
    findAlarm: () => undefined,
  });
  return createHandOverOverdue({ ...desk, escalate })();
}

const send = (client: ApiClient, id: string, content: string, draftId: string) =>
  client.conversations.reply({ id, content, draftId, clientKey: newId() });

describe('draft', () => {
  beforeEach(() => setAll('draft'));

  it('sends the customer nothing, tells them nothing false, and shows staff what waits', async () => {
    const { customer, id, draft } = await waiting();
    expect(draft).toMatchObject({ origin: 'autonomy', intent: 'pricing', changesBooking: false });
    expect(draft.content).toContain('$55');
    expect(await fromBusiness(customer)).toEqual([]);
    expect(await customer.client.chat.state()).toMatchObject({ isAnswering: false, answeredBy: 'person_coming' });
    expect(await outcomes(id)).toEqual(['drafted']);
    const conversation = await support.conversations.get({ id });
    expect(conversation).toMatchObject({ status: 'active', handler: 'ai', escalation: null });
    expect(Date.parse(conversation.approvalDueAt ?? '') - server.clock.now().getTime()).toBe(15 * 60_000);
    const { items } = await support.conversations.list({ view: 'approval' });
    expect(items.map((item) => item.id)).toContain(id);
    expect((await support.conversations.counts()).approval).toBe(items.length);
    expect(await support.drafts.trace({ id: draft.id })).toMatchObject({ outcome: 'drafted', question: QUESTION });
  });

  it('is approved without taking the conversation over, and the sent message explains itself', async () => {
    const { customer, id, draft } = await waiting();
    const sent = await send(support, id, draft.content, draft.id);
    expect((await fromBusiness(customer)).map((message) => message.content)).toEqual([draft.content]);
    expect(await support.conversations.get({ id })).toMatchObject({ handler: 'ai', approvalDueAt: null });
    expect(await support.conversations.trace({ id: sent.id })).toMatchObject({
      outcome: 'drafted',
      question: QUESTION,
    });
    expect(sent.metadata.citations?.map((citation) => citation.code)).toEqual(['KB-001']);
  });

  it('is drafted anew when the customer writes again, and due when the first message was', async () => {
    const { customer, id, draft } = await waiting();
    const due = (await support.conversations.get({ id })).approvalDueAt;
    server.clock.advanceMs(60_000);
    await customer.write('And how much per child?');
    const next = await drafted(customer, draft.id);
    expect((await support.conversations.get({ id })).approvalDueAt).toBe(due);
    await expect(send(support, id, draft.content, draft.id)).rejects.toMatchObject({ code: 'CONFLICT' });
    await send(support, id, next.content, next.id);
  });

  it('holds no hand-over back: safety, a wish for a person, and what nothing answers', async () => {
    const safety = await startChatCustomer(server);
    await safety.ask('My son had an allergic reaction and cannot breathe');
    expect((await support.conversations.get({ id: safety.conversationId })).escalation?.reason).toBe('safety');
    const person = await startChatCustomer(server);
    await person.ask('Can I talk to a person?');
    expect((await support.conversations.get({ id: person.conversationId })).escalation?.reason).toBe(
      'customer_request',
    );
    const lost = await startChatCustomer(server);
    await lost.ask('What is the capital of France?');
    expect((await support.conversations.get({ id: lost.conversationId })).escalation?.reason).toBe('low_confidence');
    expect(await draftOf(lost.conversationId)).toBeNull();
  });

  it('makes no change of a booking before a person sends it, and makes it then', async () => {
    const { customer, id, draft } = await waiting('I would like to book a party for 12 adults');
    expect(draft).toMatchObject({ intent: 'booking', changesBooking: true });
    const count = async () =>
      (await server.db.query('SELECT count(*)::int AS count FROM booking.bookings WHERE conversation_id = $1', [id]))
        .rows[0];
    expect(await count()).toEqual({ count: 0 });
    await expect(send(support, id, 'Sure, I will book it: all is set!', draft.id)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await send(support, id, draft.content, draft.id);
    expect(await count()).toEqual({ count: 1 });
    expect((await fromBusiness(customer)).map((message) => message.content)).toEqual([draft.content]);
  });

  it('refuses what cannot be booked as drafted any more, and drafts it anew', async () => {
    const { customer, id, draft } = await waiting('I would like to book a party for 12 adults');
    await server.db.query('UPDATE ai.drafts SET content = $2 WHERE id = $1', [
      draft.id,
      'Your party is booked already.',
    ]);
    await expect(send(support, id, 'Your party is booked already.', draft.id)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('A new draft is being prepared'),
    });
    expect(await fromBusiness(customer)).toEqual([]);
    expect((await drafted(customer, draft.id)).content).toBe(draft.content);
  });

  it('goes to staff, draft and all, when nobody approves it in time, and quiet hours are over', async () => {
    // Ten in the evening in California.
    const tomorrow = new Date(server.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
    server.clock.set(`${tomorrow}T06:00:00Z`);
    const { customer, id, draft } = await waiting();
    await support.drafts.discard({ id: draft.id, reason: 'wrong' });
    expect((await support.conversations.list({ view: 'approval' })).items.map((item) => item.id)).toContain(id);
    await support.drafts.restore({ id: draft.id });
    server.clock.advanceMs(16 * 60_000);
    expect(await handOverOverdue()).toBe(0);
    expect(await fromBusiness(customer)).toEqual([]);
    server.clock.advanceMs(10 * 3_600_000);
    // Twice, as the schedule may.
    await handOverOverdue();
    await handOverOverdue();
    const conversation = await support.conversations.get({ id });
    expect(conversation).toMatchObject({ status: 'escalated', approvalDueAt: null });
    expect(conversation.escalation).toMatchObject({ reason: 'not_approved', priority: 'high' });
    expect(await fromBusiness(customer)).toHaveLength(1);
    await support.conversations.takeOver({ id });
    await send(support, id, draft.content, draft.id);
    expect(await draftOf(id)).toBeNull();
  });
});

describe('off, and what stands over it', () => {
  it('leaves an intent to staff where its level says so, on that channel alone', async () => {
    await setAll('auto');
    await owner.autonomy.setLevel({ intent: 'pricing', channel: 'live_chat', level: 'off' });
    try {
      const customer = await startChatCustomer(server);
      expect((await customer.ask(QUESTION)).content).toMatch(/A person on our team/);
      const { escalation } = await support.conversations.get({ id: customer.conversationId });
      expect(escalation?.reason).toBe('ai_off');
      const other = await startChatCustomer(server);
      await other.ask('hello');
      expect(await support.conversations.get({ id: other.conversationId })).toMatchObject({ status: 'active' });
    } finally {
      await owner.autonomy.setLevel({ intent: 'pricing', channel: 'live_chat', level: null });
    }
  });

  it('switches everything off at once by the switch of the desk', async () => {
    await setAll('draft');
    await owner.system.updateSettings({ aiEnabled: false });
    try {
      const customer = await startChatCustomer(server);
      await customer.ask(QUESTION);
      const { escalation } = await support.conversations.get({ id: customer.conversationId });
      expect(escalation?.reason).toBe('ai_off');
      expect(await draftOf(customer.conversationId)).toBeNull();
    } finally {
      await owner.system.updateSettings({ aiEnabled: true });
    }
  });
});

describe('levels', () => {
  it('are changed by the owner alone, with who and when, and taken back with one click', async () => {
    await setAll('auto');
    await expect(admin.autonomy.setLevel({ ...ALL, level: 'off' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(owner.autonomy.setLevel({ ...ALL, level: null })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const after = await owner.autonomy.setLevel({ intent: 'menu', channel: 'sms', level: 'draft' });
    const cell = (state: typeof after) => state.cells.find((one) => one.intent === 'menu' && one.channel === 'sms');
    expect(cell(after)).toMatchObject({ level: 'draft', source: 'pair' });
    const [change] = after.changes;
    expect(change).toMatchObject({ intent: 'menu', channel: 'sms', before: null, after: 'draft', canUndo: true });
    expect(change?.by).not.toBeNull();
    const audit = await server.db.query(`SELECT details FROM identity.audit_log WHERE subject_id = 'sms/menu'`);
    expect(audit.rows).toEqual([{ details: { before: null, after: 'draft', cause: 'owner' } }]);
    const undone = await owner.autonomy.undo({ id: change?.id ?? '' });
    expect(cell(undone)).toMatchObject({ level: 'auto', source: 'base' });
    expect(undone.changes[0]).toMatchObject({ cause: 'undo', canUndo: false });
    expect((await support.autonomy.get()).changes).toHaveLength(undone.changes.length);
  });

  it('refuse to be taken back once they were changed again', async () => {
    const [first] = (await owner.autonomy.setLevel({ intent: 'menu', channel: 'email', level: 'draft' })).changes;
    await owner.autonomy.setLevel({ intent: 'menu', channel: 'email', level: 'off' });
    await expect(owner.autonomy.undo({ id: first?.id ?? '' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('lose no change when two are set at once', async () => {
    await Promise.all([
      owner.autonomy.setLevel({ intent: 'faq', channel: 'sms', level: 'draft' }),
      owner.autonomy.setLevel({ intent: 'faq', channel: 'email', level: 'off' }),
    ]);
    const { rules } = await support.autonomy.get();
    expect(rules.pairs).toEqual(
      expect.arrayContaining([
        { intent: 'faq', channel: 'sms', level: 'draft' },
        { intent: 'faq', channel: 'email', level: 'off' },
      ]),
    );
  });
});
