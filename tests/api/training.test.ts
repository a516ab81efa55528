import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import type { Dataset } from '../../src-server/contract/learning.ts';
import type { TrainingJob } from '../../src-server/contract/training-jobs.ts';
import { newId } from '../../src-server/core/ids.ts';
import { calibrateConfidence } from '../../src-server/models/calibrate-confidence.ts';
import { APPROVED, addApproved } from '../support/approved-examples.ts';
import { buildDataset } from '../support/build-dataset.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let support: ApiClient;
let admin: ApiClient;
let owner: ApiClient;
let dataset: Dataset;
let exampleIds: string[];

beforeAll(async () => {
  server = await startTestServer();
  [support, admin, owner] = [await server.as('support'), await server.as('admin'), await server.as('owner')];
  const { items } = await owner.users.list();
  const adminId = items.find(({ role }) => role === 'admin')?.id ?? '';
  exampleIds = await addApproved(server.db, adminId);
  dataset = await buildDataset(admin);
}, 120_000);
afterAll(() => server.stop());

const start = (trainer: 'local' | 'file' | 'openai', clientKey = newId()) =>
  admin.trainingJobs.start({ datasetId: dataset.id, trainer, clientKey });

function ended(id: string): Promise<TrainingJob> {
  return vi.waitFor(
    async () => {
      const job = await admin.trainingJobs.get({ id });
      if (job.state === 'queued' || job.state === 'running') throw new Error(`It is ${job.state}.`);
      return job;
    },
    { timeout: 60_000, interval: 100 },
  );
}

function replayed(id: string) {
  return vi.waitFor(
    async () => {
      const replay = await admin.replays.get({ id });
      if (replay.state !== 'done') throw new Error(`It is ${replay.state}.`);
      return replay;
    },
    { timeout: 60_000, interval: 100 },
  );
}

async function trained() {
  const job = await ended((await start('local')).id);
  expect(job).toMatchObject({ state: 'succeeded', problem: null });
  return admin.modelVersions.get({ id: job.version?.id ?? '' });
}

/** How sure the desk is of its answer, and which version gave it. */
async function ask(question: string) {
  const customer = await startChatCustomer(server);
  await customer.ask(question);
  const { items } = await support.traces.list({ id: customer.conversationId });
  const trace = await support.traces.get({ id: items[0]?.id ?? '' });
  const { version } =
    trace.messageId === null ? { version: null } : await support.modelVersions.ofMessage({ id: trace.messageId });
  return {
    confidence: trace.confidence,
    model: trace.model,
    versionId: version?.id ?? null,
    messageId: trace.messageId,
  };
}

const QUESTION = 'What is your cancellation policy?';
/** Why the owner deploys what has not been tried. */
const OVERRIDE = 'Tried by hand.';

describe('training on this machine', { timeout: 120_000 }, () => {
  it('gives one job for one key, and the same version for the same seed', async () => {
    const key = newId();
    const [first, second] = await Promise.all([start('local', key), start('local', key)]);
    expect(second.id).toBe(first.id);
    const job = await ended(first.id);
    const one = await admin.modelVersions.get({ id: job.version?.id ?? '' });
    const other = await trained();
    expect(other.number).toBe(one.number + 1);
    expect(other.tuning).toEqual(one.tuning);
    expect(other.report).toEqual(one.report);
    expect(one).toMatchObject({ state: 'candidate', trainer: 'local', chatModel: null, answerCount: 0 });
    expect(one.report.trainedOn).toBe(dataset.trainCount);
    expect(one.report.figures.map(({ name }) => name)).toContain('calibration_error');
    const { events } = await admin.trainingJobs.get({ id: first.id });
    expect(events.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^\d+ examples were asked of the desk\.$/),
      expect.stringMatching(/^Measured on \d+ examples that were held back\.$/),
    ]);
  });

  it('changes nothing until the owner deploys it, then every answer, and back again with one click', async () => {
    const version = await trained();
    const before = await ask(QUESTION);
    expect(before).toMatchObject({ versionId: null });

    await expect(support.modelVersions.deploy({ id: version.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(admin.modelVersions.deploy({ id: version.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const deployment = await owner.modelVersions.deploy({ id: version.id, override: OVERRIDE });
    expect(deployment).toMatchObject({
      version: { id: version.id },
      previous: null,
      cause: 'deployed',
      override: OVERRIDE,
    });
    await expect(owner.modelVersions.deploy({ id: version.id, override: OVERRIDE })).rejects.toMatchObject({
      code: 'CONFLICT',
    });

    const during = await ask(QUESTION);
    expect(during.versionId).toBe(version.id);
    expect(during.confidence).not.toBeCloseTo(before.confidence, 3);
    expect(during.confidence).toBeCloseTo(
      calibrateConfidence(version.tuning.confidence, before.model, before.confidence),
      4,
    );

    await expect(admin.modelVersions.back({ deploymentId: deployment.id })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await owner.modelVersions.back({ deploymentId: deployment.id })).toMatchObject({
      version: null,
      previous: { id: version.id },
      cause: 'back',
    });
    expect(await ask(QUESTION)).toMatchObject({ versionId: null, confidence: before.confidence });
    await expect(owner.modelVersions.back({ deploymentId: deployment.id })).rejects.toMatchObject({ code: 'CONFLICT' });
    const { items, deployments } = await admin.modelVersions.list();
    expect(items.find(({ id }) => id === version.id)).toMatchObject({ state: 'retired', answerCount: 1 });
    expect(deployments.map(({ cause }) => cause)).toEqual(['back', 'deployed']);
  });

  it('routes by the weights of what is deployed', async () => {
    const version = await trained();
    // As if the training had found that everything here is about the menu.
    await server.db.query(
      `UPDATE ai.model_versions SET tuning = jsonb_set(tuning, '{router,intents}', '{"menu": 15}') WHERE id = $1`,
      [version.id],
    );
    const intentOf = async () => {
      const customer = await startChatCustomer(server);
      await customer.ask('How much is it for each adult in our group?');
      const { items } = await support.traces.list({ id: customer.conversationId });
      return (await support.traces.get({ id: items[0]?.id ?? '' })).route?.intent;
    };
    expect(await intentOf()).toBe('pricing');
    const deployment = await owner.modelVersions.deploy({ id: version.id, override: OVERRIDE });
    expect(await intentOf()).toBe('menu');
    await owner.modelVersions.back({ deploymentId: deployment.id });
    expect(await intentOf()).toBe('pricing');
  });

  it('can be told from the answer to the example and back', async () => {
    const version = await trained();
    const deployment = await owner.modelVersions.deploy({ id: version.id, override: OVERRIDE });
    const { messageId } = await ask(QUESTION);
    await owner.modelVersions.back({ deploymentId: deployment.id });

    expect((await support.modelVersions.ofMessage({ id: messageId ?? '' })).version).toMatchObject({ id: version.id });
    const answers = await admin.modelVersions.answers({ id: version.id });
    expect(answers.items).toMatchObject([{ messageId, question: QUESTION }]);
    const job = await admin.trainingJobs.get({ id: version.job.id });
    expect(job.dataset.id).toBe(dataset.id);
    const first = await admin.modelVersions.examples({ id: version.id, limit: 20 });
    const rest = await admin.modelVersions.examples({ id: version.id, limit: 20, cursor: first.nextCursor ?? '' });
    const learned = [...first.items, ...rest.items];
    expect(rest.nextCursor).toBeNull();
    expect(learned).toHaveLength(dataset.trainCount);
    expect(learned[0]).toMatchObject({ conversationId: expect.any(String), reviewedBy: { name: 'The admin' } });

    const ofExample = await admin.modelVersions.ofExample({ id: learned[0]?.exampleId ?? '' });
    expect(ofExample.items.map(({ id }) => id)).toContain(version.id);
    const held = exampleIds.find((id) => learned.every(({ exampleId }) => exampleId !== id)) ?? '';
    expect((await admin.modelVersions.ofExample({ id: held })).items).toEqual([]);
  });

  it('is tried on what was held back and on what customers asked, and the gate opens by that', async () => {
    await ask(QUESTION);
    const version = await trained();
    const noReplay = expect.stringContaining('has not been tried yet');
    expect(await admin.replays.gate({ versionId: version.id })).toMatchObject({ isOpen: false, reason: noReplay });
    await expect(owner.modelVersions.deploy({ id: version.id })).rejects.toMatchObject({ code: 'CONFLICT' });

    const input = { versionId: version.id, conversations: 20, clientKey: newId() };
    await expect(support.replays.start(input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const [first, second] = [await admin.replays.start(input), await admin.replays.start(input)];
    expect(second.id).toBe(first.id);
    const replay = await replayed(first.id);
    const { counts } = replay;
    expect(counts.total).toBeGreaterThanOrEqual(dataset.validationCount + 1);
    expect(counts).toMatchObject({ done: counts.total, total: counts.better + counts.same + counts.worse });
    expect(replay.costMicroUsd).toBe(0);
    const { items } = await admin.replays.changes({ id: replay.id, limit: 100 });
    expect(items).toHaveLength(counts.changed);
    for (const { before, after } of items)
      expect([before.outcome, before.text]).not.toEqual([after.outcome, after.text]);
    const messages = await server.db.query('SELECT count(*)::int AS count FROM ai.traces WHERE model_version_id = $1', [
      version.id,
    ]);
    expect(messages.rows).toEqual([{ count: 0 }]);

    const gate = await admin.replays.gate({ versionId: version.id });
    expect(gate.isOpen).toBe(counts.worse <= counts.better);
    expect((await admin.modelVersions.get({ id: version.id })).state).toBe('evaluated');
  });

  it('is blocked by its replay when it answers worse, unless the owner says why not', async () => {
    const version = await trained();
    // As if the training had found that no answer is ever to be trusted: all is handed over.
    await server.db.query(
      `UPDATE ai.model_versions SET tuning = jsonb_set(tuning, '{confidence}',
         '[{"model": "offline-extractive", "slope": 1, "constant": -15}]') WHERE id = $1`,
      [version.id],
    );
    for (const question of [QUESTION, 'How much is it per adult?']) await ask(question);
    const replay = await replayed(
      (await admin.replays.start({ versionId: version.id, conversations: 5, clientKey: newId() })).id,
    );
    expect(replay.counts.worse).toBeGreaterThan(replay.counts.better);
    const { items } = await admin.replays.changes({ id: replay.id });
    expect(items[0]).toMatchObject({
      verdict: 'worse',
      before: { outcome: 'answered' },
      after: { outcome: 'escalated' },
    });
    await expect(owner.modelVersions.deploy({ id: version.id })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('It is worse than what answers now'),
    });
    const deployment = await owner.modelVersions.deploy({ id: version.id, override: 'A short trial.' });
    expect(deployment.override).toBe('A short trial.');
    const audited = await server.db.query(
      `SELECT details->>'override' AS override FROM identity.audit_log WHERE action = 'model_version.deployed' AND subject_id = $1`,
      [version.id],
    );
    expect(audited.rows).toEqual([{ override: 'A short trial.' }]);
    await owner.modelVersions.back({ deploymentId: deployment.id });
  });

  it('puts a version away and takes it out again', async () => {
    const version = await trained();
    expect(await admin.modelVersions.retire({ id: version.id })).toMatchObject({ state: 'retired' });
    await expect(admin.modelVersions.retire({ id: version.id })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await admin.modelVersions.restore({ id: version.id })).toMatchObject({ state: 'candidate' });
  });
});

describe('training by another service', () => {
  it('hands a package over and takes the model that comes back', async () => {
    const job = await ended((await start('file')).id);
    expect(job).toMatchObject({ state: 'waiting', version: null });
    const { fileName, contentBase64 } = await admin.trainingJobs.package({ id: job.id });
    expect(fileName).toBe(`mhc_support_v${dataset.version}.zip`);
    const files = unzipSync(Buffer.from(contentBase64, 'base64'));
    expect(Object.keys(files).sort()).toEqual(['README.txt', 'manifest.json', 'train.jsonl', 'validation.jsonl']);
    const lines = (name: string) =>
      strFromU8(files[name] ?? new Uint8Array())
        .trim()
        .split('\n');
    expect(lines('train.jsonl')).toHaveLength(dataset.trainCount);
    expect(lines('validation.jsonl')).toHaveLength(dataset.validationCount);
    expect(lines('train.jsonl').length + lines('validation.jsonl').length).toBe(APPROVED.length);

    await expect(admin.trainingJobs.complete({ id: job.id, chatModel: ' ' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    const done = await admin.trainingJobs.complete({ id: job.id, chatModel: 'acme/hibachi-7b' });
    expect(done.state).toBe('succeeded');
    expect(await admin.modelVersions.get({ id: done.version?.id ?? '' })).toMatchObject({
      trainer: 'file',
      chatModel: 'acme/hibachi-7b',
      state: 'candidate',
    });
    await expect(admin.trainingJobs.complete({ id: job.id, chatModel: 'other' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('can be called off, once and for all', async () => {
    const { id } = await ended((await start('file')).id);
    expect(await admin.trainingJobs.cancel({ id })).toMatchObject({ state: 'cancelled' });
    expect(await admin.trainingJobs.cancel({ id })).toMatchObject({ state: 'cancelled' });
    await expect(admin.trainingJobs.complete({ id, chatModel: 'late' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('says what is wrong with a dataset that is not there', async () => {
    const call = admin.trainingJobs.start({ datasetId: newId(), trainer: 'local', clientKey: newId() });
    await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
