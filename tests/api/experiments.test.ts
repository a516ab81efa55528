import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import { recordAudit } from '../../src-server/identity/audit.store.ts';
import { isCandidate } from '../../src-server/learning/experiments/assign-arm.ts';
import { createExperiments } from '../../src-server/learning/experiments/experiments.ts';
import { insertNotice, listNotices } from '../../src-server/settings/notice.store.ts';
import { type ChatCustomer, startChatCustomer } from '../support/chat-customer.ts';
import { addOutcomes as addOutcomesAt } from '../support/experiment-outcomes.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { addVersion } from '../support/version-rows.ts';

let server: TestServer;
let admin: ApiClient;
let owner: ApiClient;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
  [admin, owner] = [await server.as('admin'), await server.as('owner')];
  await admin.knowledge.create({
    code: 'KB-001',
    title: 'Prices per person',
    bodyMarkdown: 'The price is $55 per adult and $30 per child.',
    category: 'pricing',
    questions: ['How much is it per adult?'],
  });
});
afterAll(() => server.stop());

const HALF = { share: 0.5, effect: 0.1 };
const start = (versionId: string, clientKey = newId()) => owner.experiments.start({ ...HALF, versionId, clientKey });
/** As the schedule does every five minutes. */
const review = () =>
  createExperiments({ db: server.db, clock: server.clock, newId, recordAudit, putNotice: insertNotice }).review();

async function versionsOf({ conversationId }: ChatCustomer): Promise<unknown[]> {
  const { rows } = await server.db.query(
    'SELECT model_version_id FROM ai.traces WHERE conversation_id = $1 ORDER BY created_at',
    [conversationId],
  );
  return rows.map((row) => row.model_version_id);
}

const addOutcomes = (versionId: string | null, conversations: number, resolved: number) =>
  addOutcomesAt(server.db, server.clock.now(), { versionId, conversations, resolved });

describe('an experiment', () => {
  it('says before the start how many conversations it takes', async () => {
    const plan = await admin.experiments.plan(HALF);
    expect(plan.conversations).toBeGreaterThan(500);
    const finer = await admin.experiments.plan({ ...HALF, effect: 0.05 });
    expect(finer.conversations).toBeGreaterThan(3 * plan.conversations);
  });

  it('is begun by the owner, once, with a version that was replayed', async () => {
    const versionId = await addVersion(server.db, 'candidate');
    await expect(admin.experiments.start({ ...HALF, versionId, clientKey: newId() })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(start(versionId)).rejects.toMatchObject({ message: expect.stringContaining('Replay it first') });
    const evaluated = await addVersion(server.db, 'evaluated');
    const key = newId();
    const experiment = await start(evaluated, key);
    expect((await start(evaluated, key)).id).toBe(experiment.id);
    await expect(start(await addVersion(server.db, 'evaluated'))).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(owner.modelVersions.deploy({ id: versionId, override: 'Now.' })).rejects.toMatchObject({
      message: expect.stringContaining('An experiment compares'),
    });
    expect((await admin.modelVersions.get({ id: evaluated })).state).toBe('testing');
    expect(await owner.experiments.stop({ id: experiment.id })).toMatchObject({ state: 'ended', verdict: 'stopped' });
    expect((await admin.modelVersions.get({ id: evaluated })).state).toBe('evaluated');
  });

  it('keeps each new conversation on its side, and leaves those that had begun alone', async () => {
    const before = await startChatCustomer(server);
    server.clock.advanceMs(1_000);
    const versionId = await addVersion(server.db, 'evaluated');
    const experiment = await start(versionId);
    server.clock.advanceMs(1_000);
    await before.ask('How much is it per adult?');
    expect(await versionsOf(before)).toEqual([null]);
    const sides = new Set<boolean>();
    for (let nth = 0; nth < 30 && (nth < 4 || sides.size < 2); nth++) {
      const customer = await startChatCustomer(server);
      for (const question of ['How much is it per adult?', 'And per child?']) await customer.ask(question);
      const side = isCandidate(experiment.id, customer.conversationId, 0.5);
      sides.add(side);
      const wanted = side ? versionId : null;
      expect(await versionsOf(customer)).toEqual([wanted, wanted]);
    }
    expect(sides.size).toBe(2);
    await owner.experiments.stop({ id: experiment.id });
  });

  it('ends by itself with the intervals, and tells the owner; nothing is deployed', async () => {
    server.clock.advanceMs(60_000);
    const versionId = await addVersion(server.db, 'evaluated');
    const experiment = await start(versionId);
    await addOutcomes(null, 40, 30);
    await addOutcomes(versionId, 40, 31);
    await review();
    const [running] = (await admin.experiments.list()).items;
    expect(running).toMatchObject({ id: experiment.id, state: 'running', verdict: null });

    await addOutcomes(null, 300, 220);
    await addOutcomes(versionId, 300, 280);
    await review();
    await review();
    const [ended] = (await admin.experiments.list()).items;
    expect(ended).toMatchObject({ id: experiment.id, state: 'ended', verdict: 'better' });
    const resolved = ended?.measures.find(({ name }) => name === 'resolved');
    expect(resolved).toMatchObject({ current: { count: 340, hits: 250 }, candidate: { count: 340, hits: 311 } });
    expect(resolved?.lower).toBeGreaterThan(0);
    expect((await admin.modelVersions.get({ id: versionId })).state).toBe('evaluated');
    expect((await admin.modelVersions.list()).deployments).toEqual([]);
    const notices = (await listNotices(server.db)).filter(({ id }) => id === `experiment ${experiment.id}`);
    expect(notices).toMatchObject([{ level: 'info', text: expect.stringContaining('Deploy it') }]);
  });

  it('ends when what it compares with is taken back, which nobody has to wait for', async () => {
    for (const { id, state } of (await owner.experiments.list()).items)
      if (state === 'running') await owner.experiments.stop({ id });
    const deployed = await addVersion(server.db, 'evaluated');
    const { id: deploymentId } = await owner.modelVersions.deploy({ id: deployed, override: 'For this test.' });
    const versionId = await addVersion(server.db, 'evaluated');
    const { id } = await start(versionId);
    await owner.modelVersions.back({ deploymentId });
    const ended = (await owner.experiments.list()).items.find((one) => one.id === id);
    expect(ended).toMatchObject({ state: 'ended', verdict: 'stopped', why: 'What it compared with was taken back.' });
    const { items } = await owner.modelVersions.list();
    expect(items.find((one) => one.id === versionId)?.state).toBe('evaluated');
    expect(items.find((one) => one.id === deployed)?.state).toBe('retired');
  });
});
