import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import type { NewDraft } from '../../src-server/desk/drafts/draft.store.ts';
import { createKeepDraft } from '../../src-server/desk/drafts/keep-draft.ts';
import { type ChatCustomer, startChatCustomer } from '../support/chat-customer.ts';
import { readRules } from '../support/read-rules.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let support: ApiClient;
let admin: ApiClient;
let chunkId: string;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
  [support, admin] = [await server.as('support'), await server.as('admin')];
  await admin.knowledge.create({
    code: 'KB-042',
    title: 'Cancellation & Refund Policy',
    bodyMarkdown: 'With 14 or more days of notice there is a full refund minus a 10 % processing fee.',
    category: 'policy',
  });
  chunkId = String((await server.db.query('SELECT id FROM ai.kb_chunks')).rows[0]?.id);
});
afterAll(() => server.stop());

const CONTENT = 'With 14 or more days of notice you get a full refund minus a 10 % processing fee.';

/** A conversation that the AI has, with a draft that waits in it. */
async function drafted(
  change: Partial<NewDraft> = {},
): Promise<{ customer: ChatCustomer; id: string; draftId: string }> {
  const customer = await startChatCustomer(server, { name: 'Kim' });
  await customer.ask('hello');
  const id = customer.conversationId;
  return { customer, id, draftId: await keep(id, change) };
}

function keep(conversationId: string, change: Partial<NewDraft> = {}): Promise<string> {
  const keepDraft = createKeepDraft({ clock: server.clock, newId, readSettings: readRules });
  const citations = [{ chunkId, code: 'KB-042', title: 'Cancellation & Refund Policy' }];
  return server.db.transaction((tx) =>
    keepDraft(tx, {
      conversationId,
      questionMessageId: null,
      origin: 'autonomy',
      channel: 'live_chat',
      intent: 'policy',
      content: CONTENT,
      metadata: { kind: 'answer', agent: 'knowledge', intent: 'policy', confidence: 0.8, citations },
      citedChunkIds: [chunkId],
      exampleIds: [],
      traceId: null,
      ...change,
    }),
  );
}

const openDraft = async (id: string) => (await support.drafts.get({ id })).draft;
const send = (client: ApiClient, id: string, content: string, draftId?: string) =>
  client.conversations.reply({ id, content, clientKey: newId(), ...(draftId === undefined ? {} : { draftId }) });
const stateOf = async (draftId: string) =>
  (
    await server.db.query('SELECT state, similarity, sent_message_id, decided_by FROM ai.drafts WHERE id = $1', [
      draftId,
    ])
  ).rows[0];
const usageCount = async () =>
  Number((await server.db.query('SELECT usage_count FROM ai.kb_chunks WHERE id = $1', [chunkId])).rows[0]?.usage_count);

describe('a draft that is sent', () => {
  it('goes out as it is under the name of its sender, with its sources, while the AI keeps the conversation', async () => {
    const { customer, id, draftId } = await drafted();
    expect(await openDraft(id)).toMatchObject({ id: draftId, state: 'open', content: CONTENT, similarity: null });
    const usedBefore = await usageCount();
    const sent = await send(support, id, CONTENT, draftId);
    expect(sent).toMatchObject({ author: { kind: 'staff' }, metadata: { draftId, citations: [{ code: 'KB-042' }] } });
    expect(await stateOf(draftId)).toMatchObject({ state: 'sent', similarity: 1, sent_message_id: sent.id });
    expect(await usageCount()).toBe(usedBefore + 1);
    expect(await openDraft(id)).toBeNull();
    expect(await support.conversations.get({ id })).toMatchObject({ status: 'active', handler: 'ai', assignee: null });
    expect((await customer.client.chat.source({ chunkId })).text).toContain('14 or more days');
  });

  it('keeps its sources through a small change, and loses them with its text', async () => {
    const small = await drafted();
    const edited = await send(support, small.id, `${CONTENT} Shall I cancel?`, small.draftId);
    expect(edited.metadata).toMatchObject({ draftId: small.draftId, citations: [{ code: 'KB-042' }] });
    expect(await stateOf(small.draftId)).toMatchObject({ state: 'edited' });

    const usedBefore = await usageCount();
    const large = await drafted();
    const other = await send(
      support,
      large.id,
      'With 14 days you get a refund. I will call you about the rest.',
      large.draftId,
    );
    expect(other.metadata).toEqual({ draftId: large.draftId });
    expect(await stateOf(large.draftId)).toMatchObject({ state: 'edited', similarity: expect.closeTo(14 / 31, 5) });
    expect(await usageCount()).toBe(usedBefore);
  });

  it('counts as put away when the person who has the conversation writes something else', async () => {
    const { id, draftId } = await drafted();
    await support.conversations.takeOver({ id });
    const sent = await send(support, id, 'Kim, this is Sam. Let me look into it.');
    expect(sent.metadata).toEqual({});
    expect(await stateOf(draftId)).toMatchObject({ state: 'discarded', sent_message_id: sent.id });
  });

  it('is sent by one of two people who do so at once', async () => {
    const { customer, id, draftId } = await drafted();
    const sent = await Promise.allSettled([send(support, id, CONTENT, draftId), send(admin, id, CONTENT, draftId)]);
    expect(sent.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(sent.find((one) => one.status === 'rejected')?.reason).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/^The (support|admin) has sent this draft already\.$/),
    });
    const { messages } = await customer.client.chat.state();
    expect(messages.filter((message) => message.content === CONTENT)).toHaveLength(1);
  });

  it('is sent once when the same request comes twice', async () => {
    const { id, draftId } = await drafted();
    const request = { id, content: CONTENT, clientKey: newId(), draftId };
    const first = await support.conversations.reply(request);
    expect((await support.conversations.reply(request)).id).toBe(first.id);
  });

  it('is refused when the customer has written meanwhile', async () => {
    const { customer, id, draftId } = await drafted();
    await customer.write('And how much is it per adult?');
    await expect(send(support, id, CONTENT, draftId)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('out of date'),
    });
    expect(await stateOf(draftId)).toMatchObject({ state: 'superseded', similarity: null });
  });

  it('needs the conversation where a person has it, and never goes to another one', async () => {
    const { id, draftId } = await drafted();
    await support.conversations.takeOver({ id });
    await expect(send(admin, id, CONTENT, draftId)).rejects.toMatchObject({ code: 'CONFLICT' });
    const asked = await drafted({ origin: 'copilot' });
    await expect(send(support, asked.id, CONTENT, asked.draftId)).rejects.toMatchObject({
      message: expect.stringContaining('Take the conversation over first'),
    });
    await expect(send(support, id, CONTENT, asked.draftId)).rejects.toMatchObject({
      message: expect.stringContaining('another conversation'),
    });
    expect(await stateOf(draftId)).toMatchObject({ state: 'open' });
  });
});

describe('a draft that is put away', () => {
  it('can be brought back until something is said', async () => {
    const { customer, id, draftId } = await drafted();
    expect(await support.drafts.discard({ id: draftId, reason: 'tone' })).toMatchObject({
      state: 'discarded',
      discardReason: 'tone',
    });
    expect(await openDraft(id)).toBeNull();
    await expect(send(admin, id, CONTENT, draftId)).rejects.toMatchObject({
      message: expect.stringContaining('The support has put this draft away'),
    });
    expect(await admin.drafts.restore({ id: draftId })).toMatchObject({ state: 'open', discardReason: null });
    expect(await openDraft(id)).toMatchObject({ id: draftId });

    await support.drafts.discard({ id: draftId, reason: 'wrong' });
    await customer.write('hello again');
    await expect(support.drafts.restore({ id: draftId })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('makes room for the next one, which there is only one of', async () => {
    const { id, draftId } = await drafted();
    const next = await keep(id, { content: 'Another answer.' });
    expect(await stateOf(draftId)).toMatchObject({ state: 'superseded' });
    expect(await openDraft(id)).toMatchObject({ id: next });
    await support.drafts.discard({ id: next });
    await keep(id, { content: 'A third answer.' });
    await expect(support.drafts.restore({ id: next })).rejects.toMatchObject({ code: 'CONFLICT' });
    await support.conversations.resolve({ id });
    expect(await openDraft(id)).toBeNull();
  });
});

it('tells screens of every change', async () => {
  const { id, draftId } = await drafted();
  await support.drafts.discard({ id: draftId });
  await support.drafts.restore({ id: draftId });
  await send(support, id, CONTENT, draftId);
  const { rows } = await server.db.query(
    `SELECT count(*)::int AS count FROM support.events WHERE type = 'draft.updated' AND subject_id = $1`,
    [draftId],
  );
  expect(rows[0]).toEqual({ count: 4 });
});
