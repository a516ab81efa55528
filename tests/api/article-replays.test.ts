import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import type { Article } from '../../src-server/contract/knowledge.ts';
import { newId } from '../../src-server/core/ids.ts';
import { addApproved } from '../support/approved-examples.ts';
import { buildDataset } from '../support/build-dataset.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let support: ApiClient;
let admin: ApiClient;
let article: Article;
const QUESTION = 'How much is it per adult?';

beforeAll(async () => {
  server = await startTestServer();
  [support, admin] = [await server.as('support'), await server.as('admin')];
  const customer = await startChatCustomer(server, { name: 'Visitor' });
  const answer = await customer.ask(QUESTION);
  expect(answer.content).toContain('$55');
  const cited = answer.citations[0]?.code;
  const { items } = await admin.knowledge.list({ limit: 100 });
  const id = items.find(({ code }) => code === cited)?.id ?? '';
  article = await admin.knowledge.get({ id });
  // A person approved what was said: it is what the answers are compared with.
  const said = (await customer.client.chat.state()).messages.findLast(({ canRate }) => canRate);
  const praise = { thumbs: 'up', stars: 5, helpful: true, accurate: true, comment: null } as const;
  await customer.client.chat.giveFeedback({ id: said?.id ?? '', ...praise });
}, 120_000);
afterAll(() => server.stop());

function change(bodyMarkdown: string) {
  const { code, title, category, tags, questions } = article;
  return { code, title, category, tags, questions, bodyMarkdown };
}

async function replayed(bodyMarkdown: string) {
  const input = { articleId: article.id, expectedVersion: article.version, draft: change(bodyMarkdown) };
  const { id } = await admin.replays.startArticle({ ...input, conversations: 10, clientKey: newId() });
  return vi.waitFor(
    async () => {
      const replay = await admin.replays.get({ id });
      if (replay.state !== 'done') throw new Error(`It is ${replay.state}.`);
      return replay;
    },
    { timeout: 60_000, interval: 100 },
  );
}

const save = (bodyMarkdown: string, override?: string) =>
  admin.knowledge.update({
    ...change(bodyMarkdown),
    ...{ id: article.id, expectedVersion: article.version },
    ...(override === undefined ? {} : { override }),
  });

describe('an article as somebody would change it', () => {
  it('is tried by admins alone, once for a key, and on the version that is there', async () => {
    const draft = change(article.bodyMarkdown);
    const input = {
      articleId: article.id,
      expectedVersion: article.version,
      draft,
      conversations: 1,
      clientKey: newId(),
    };
    await expect(support.replays.startArticle(input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const [first, second] = [await admin.replays.startArticle(input), await admin.replays.startArticle(input)];
    expect(second.id).toBe(first.id);
    const old = { ...input, expectedVersion: article.version + 1, clientKey: newId() };
    await expect(admin.replays.startArticle(old)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('changes nothing where it says the same', async () => {
    const { counts, articleId, versionId } = await replayed(article.bodyMarkdown);
    expect(counts).toMatchObject({ total: expect.any(Number), changed: 0, worse: 0 });
    expect(counts.total).toBeGreaterThan(0);
    expect([articleId, versionId]).toEqual([article.id, null]);
  });

  it('shows what it would answer otherwise, and leaves the article and what customers read as they are', async () => {
    const replay = await replayed('Our chefs cook at weddings.');
    expect(replay.counts.worse).toBeGreaterThan(replay.counts.better);
    expect(replay.costMicroUsd).toBe(0);
    const { items } = await admin.replays.changes({ id: replay.id });
    const changed = items.find(({ question }) => question === QUESTION);
    expect(changed).toMatchObject({ verdict: 'worse', before: { outcome: 'answered' } });
    expect(changed?.before.text).toContain('$55');
    expect(changed?.after.text ?? '').not.toContain('$55');
    expect(await admin.knowledge.get({ id: article.id })).toMatchObject({ version: article.version });
  });

  it('is tried on the examples that the newest dataset holds back, where there is one', async () => {
    const { rows: reviewers } = await server.db.query("SELECT id FROM identity.users WHERE role = 'admin'");
    await addApproved(server.db, String(reviewers[0]?.id));
    const { id, validationCount } = await buildDataset(admin);
    expect(validationCount).toBeGreaterThan(0);
    const { id: replayId } = await replayed(article.bodyMarkdown);
    const { rows } = await server.db.query(
      `SELECT c.example_id::text AS id, EXISTS (SELECT 1 FROM ai.dataset_examples d
         WHERE d.dataset_id = $2 AND d.part = 'validation' AND c.example_id = ANY (d.example_ids)) AS held
       FROM ai.replay_cases c WHERE c.replay_id = $1 AND c.example_id IS NOT NULL`,
      [replayId, id],
    );
    expect(rows).toHaveLength(validationCount);
    expect(rows.every(({ held }) => held === true)).toBe(true);
  });

  it('is not saved where it is worse, unless somebody says why, which is kept', async () => {
    const worse = 'Our chefs cook at weddings and at home.';
    await replayed(worse);
    await expect(save(worse)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/answers? becomes? worse/),
      data: { issues: [{ path: 'override' }] },
    });
    // Another change was not tried, and saves as ever.
    await expect(save(worse, ' ')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const saved = await save(worse, 'The prices move to another article.');
    expect(saved.version).toBe(article.version + 1);
    const { rows } = await server.db.query(
      "SELECT details FROM identity.audit_log WHERE action = 'article.saved_against_replay'",
    );
    expect(rows).toMatchObject([{ details: { override: 'The prices move to another article.' } }]);
  });
});
