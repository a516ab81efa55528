import { afterAll, beforeAll, expect, it } from 'vitest';
import { createReviewAutonomy } from '../../src-server/agents/autonomy/review-autonomy.ts';
import type { Autonomy } from '../../src-server/contract/autonomy.ts';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import { recordAudit } from '../../src-server/identity/audit.store.ts';
import { insertNotice } from '../../src-server/settings/notice.store.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: ApiClient;
let review: () => Promise<void>;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
  owner = await server.as('owner');
  const { db, clock } = server;
  review = createReviewAutonomy({
    ...{ db, clock, newId, recordAudit, putNotice: insertNotice },
    listOwnIntents: async () => [],
  });
});
afterAll(() => server.stop());

const cellOf = (state: Autonomy, intent: string) =>
  state.cells.find((cell) => cell.intent === intent && cell.channel === 'live_chat');
const notices = async () => (await owner.system.status()).notices.map((notice) => notice.title);

/** Drafts as people would have decided them. */
async function decide(intent: string, similarities: readonly number[]): Promise<void> {
  const { id } = await server.startChat();
  for (const similarity of similarities)
    await server.db.query(
      `INSERT INTO ai.drafts (id, conversation_id, origin, channel, intent, content, after_seq, state, similarity, decided_at)
       VALUES ($1, $2, 'autonomy', 'live_chat', $3, 'A draft.', 0, 'sent', $4, $5)`,
      [newId(), id, intent, similarity, server.clock.now()],
    );
}

/** Answers that the AI gave by itself; a bad one got a thumb down. */
async function answer(intent: string, isGood: readonly boolean[]): Promise<void> {
  const { id } = await server.startChat();
  const at = server.clock.now();
  for (const good of isGood) {
    const [questionId, messageId] = [newId(), newId()];
    await server.db.query(
      `INSERT INTO ai.messages (id, conversation_id, role, content, created_at)
       VALUES ($1, $3, 'user', 'A question?', $4), ($2, $3, 'assistant', 'An answer.', $4)`,
      [questionId, messageId, id, at],
    );
    await server.db.query(
      `INSERT INTO ai.traces (id, conversation_id, question_message_id, message_id, outcome, agent, intent, intent_score,
         model, prompt_version, duration_ms, confidence, created_at, autonomy_intent)
       VALUES ($1, $2, $3, $4, 'answered', 'knowledge', $5, 1, 'rules', 'none', 1, 1, $6, $5)`,
      [newId(), id, questionId, messageId, intent, at],
    );
    if (!good)
      await server.db.query(
        `INSERT INTO ai.feedback (id, message_id, conversation_id, author_kind, thumbs, quality_score)
         VALUES ($1, $2, $3, 'customer', 'down', 0)`,
        [newId(), messageId, id],
      );
  }
}

it('proposes a step on enough accepted drafts, and takes it when the owner accepts', async () => {
  await owner.autonomy.setLevel({ intent: 'menu', channel: null, level: 'draft' });
  server.clock.advanceMs(1_000);
  await decide('menu', Array(29).fill(1));
  await review();
  expect((await owner.autonomy.get()).proposals).toEqual([]);
  await decide('menu', [0.96]);
  await review();
  await review();
  const [proposal, ...others] = (await owner.autonomy.get()).proposals;
  expect(others).toEqual([]);
  expect(proposal).toMatchObject({ intent: 'menu', channel: 'live_chat', evidence: { count: 30, good: 30 } });
  expect(proposal?.evidence.bound).toBeCloseTo(0.917, 3);
  expect(await notices()).toEqual([expect.stringContaining('could answer menu by itself')]);
  expect((await owner.system.status()).notices).toMatchObject([{ page: 'autonomy' }]);

  const after = await owner.autonomy.decide({ id: proposal?.id ?? '', accept: true });
  expect(cellOf(after, 'menu')).toMatchObject({ level: 'auto', source: 'pair' });
  expect(after.changes[0]).toMatchObject({ cause: 'proposal', after: 'auto', evidence: { count: 30, good: 30 } });
  await expect(owner.autonomy.decide({ id: proposal?.id ?? '', accept: false })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});

it('does not ask again for a step that was declined before as many drafts more, and withdraws what no longer holds', async () => {
  await owner.autonomy.setLevel({ intent: 'policy', channel: null, level: 'draft' });
  server.clock.advanceMs(1_000);
  await decide('policy', Array(30).fill(1));
  await review();
  const [first] = (await owner.autonomy.get()).proposals;
  await owner.autonomy.decide({ id: first?.id ?? '', accept: false });
  server.clock.advanceMs(1_000);
  await decide('policy', Array(29).fill(1));
  await review();
  expect((await owner.autonomy.get()).proposals).toEqual([]);
  await decide('policy', [1]);
  await review();
  expect((await owner.autonomy.get()).proposals).toHaveLength(1);
  await decide('policy', Array(10).fill(0.4));
  await review();
  expect((await owner.autonomy.get()).proposals).toEqual([]);
});

it('steps back by itself when its own answers become bad, says so, and is taken back with one click', async () => {
  await answer('pricing', Array(40).fill(true));
  await review();
  expect(cellOf(await owner.autonomy.get(), 'pricing')).toMatchObject({
    level: 'auto',
    answers: { count: 40, good: 40 },
  });
  await answer('pricing', Array(20).fill(false));
  await review();
  await review();
  const after = await owner.autonomy.get();
  expect(cellOf(after, 'pricing')).toMatchObject({ level: 'draft', source: 'pair', answers: { count: 0 } });
  const quality = after.changes.filter((change) => change.cause === 'quality');
  expect(quality).toEqual([
    expect.objectContaining({
      after: 'draft',
      by: null,
      canUndo: true,
      evidence: expect.objectContaining({ count: 60, good: 40 }),
    }),
  ]);
  expect(await notices()).toContainEqual(expect.stringContaining('no longer answers pricing by itself'));

  const undone = await owner.autonomy.undo({ id: quality[0]?.id ?? '' });
  expect(cellOf(undone, 'pricing')).toMatchObject({ level: 'auto', source: 'base' });
  // The answers that led to it are not held against it again.
  await review();
  expect(cellOf(await owner.autonomy.get(), 'pricing')).toMatchObject({ level: 'auto' });
});

/** The message that the AI answered last in a conversation, with its answer. */
async function lastAnswer(conversationId: string) {
  const { items } = await owner.conversations.messages({ id: conversationId });
  return items.toSorted((a, b) => b.seq - a.seq).find(({ author }) => author.kind === 'ai');
}
const evidenceFor = async (intent: string) => cellOf(await owner.autonomy.get(), intent)?.answers;

it('holds against an answer that a colleague corrected it, and that the customer asked for a person next', async () => {
  await owner.knowledge.create({
    code: 'KB-001',
    title: 'Prices per person',
    bodyMarkdown: 'The price is $55 per adult and $30 per child.',
    category: 'faq',
    questions: ['How much is it per adult?'],
  });
  const ask = async () => {
    const customer = await startChatCustomer(server);
    await customer.ask('How much is it per adult?');
    return customer;
  };
  server.clock.advanceMs(1_000);
  const content = await ask();
  const answered = await lastAnswer(content.conversationId);
  const intent = (await server.db.query('SELECT autonomy_intent FROM ai.traces WHERE message_id = $1', [answered?.id]))
    .rows[0]?.autonomy_intent;
  const before = await evidenceFor(String(intent));
  expect(before?.count).toBeGreaterThan(0);

  await owner.conversations.correct({ id: answered?.id ?? '', answer: 'It is $60 per adult.' });
  const corrected = await evidenceFor(String(intent));
  expect(corrected).toMatchObject({ count: before?.count, good: (before?.good ?? 0) - 1 });

  const leaving = await ask();
  expect(await evidenceFor(String(intent))).toMatchObject({ count: (before?.count ?? 0) + 1, good: before?.good });
  await leaving.ask('Can I talk to a person?');
  expect(await evidenceFor(String(intent))).toMatchObject({
    count: (before?.count ?? 0) + 1,
    good: (before?.good ?? 0) - 1,
  });
});
