import { expect } from 'vitest';
import { type ApiClient, isApiError } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import type { OpenAiServer } from '../support/openai-server/server.ts';
import type { CycleDesk } from './cycle-desk.ts';

/** What the steps have made so far, as the people remember it. */
export interface CycleMemory {
  trainer: 'local' | 'openai';
  service: OpenAiServer | undefined;
  chat: { token: string; conversationId: string };
  answerId: string;
  datasetId: string;
  versionId: string;
}

export interface CycleStep {
  name: string;
  run(desk: CycleDesk, memory: CycleMemory): Promise<void>;
}

const QUESTION = "What's your cancellation policy?";
const UNKNOWN = 'Do your chefs speak Portuguese?';
const STAFF_ANSWER = 'Yes, two of our chefs speak Portuguese. Tell us when you book and we will send one of them.';
const THUMB = { thumbs: 'up', stars: null, helpful: null, accurate: null, comment: null } as const;
/** A model of no vendor: the days on which theirs go away are none of this test's business. */
export const BASE_MODEL = 'desk-base-1';

/** Asks again what may have been done before the kill; that it was, is as good. */
async function again(request: () => Promise<unknown>): Promise<void> {
  try {
    await request();
  } catch (error) {
    if (!isApiError(error) || !['CONFLICT', 'ALREADY_TAKEN'].includes(error.code)) throw error;
  }
}

async function write(desk: CycleDesk, token: string, content: string): Promise<void> {
  const message = { content, clientKey: newId() };
  await desk.dieDuring(() => desk.customer(token).chat.send(message));
  await desk.customer(token).chat.send(message);
}

async function pending(owner: ApiClient) {
  return (await owner.learning.list({ status: 'pending' })).items;
}

/**
 * The twelve steps of the learning cycle (DESIGN, flows): from a message to what is learned from it, and on to the version
 * that answers in its place. The process is killed in each of them.
 */
export const CYCLE: readonly CycleStep[] = [
  {
    name: '1 a message is answered from the articles',
    async run(desk, memory) {
      memory.chat = await desk.owner().chat.start({ name: 'Kim' });
      await write(desk, memory.chat.token, QUESTION);
      memory.answerId = await desk.until(async () => {
        const { messages } = await desk.customer(memory.chat.token).chat.state();
        expect(messages.map(({ from }) => from)).toEqual(['customer', 'assistant']);
        expect(messages[1]?.citations.map(({ code }) => code)).toContain('KB-042');
        return messages[1]?.id ?? '';
      });
    },
  },
  {
    name: '2 what the AI does not know is handed over',
    async run(desk, { chat }) {
      await write(desk, chat.token, UNKNOWN);
      await desk.until(async () =>
        expect(await desk.customer(chat.token).chat.state()).toMatchObject({ status: 'escalated' }),
      );
    },
  },
  {
    name: '3 staff take it over and reply',
    async run(desk, { chat: { token, conversationId: id } }) {
      const reply = { id, content: STAFF_ANSWER, clientKey: newId() };
      await desk.dieDuring(async () => {
        await desk.owner().conversations.takeOver({ id });
        await desk.owner().conversations.reply(reply);
      }, 60);
      await again(() => desk.owner().conversations.takeOver({ id }));
      await desk.owner().conversations.reply(reply);
      const { messages } = await desk.customer(token).chat.state();
      expect(messages.filter(({ content }) => content === STAFF_ANSWER)).toHaveLength(1);
    },
  },
  {
    name: '4 feedback gives the answer a quality score',
    async run(desk, { chat, answerId: id }) {
      const thumb = () => desk.customer(chat.token).chat.giveFeedback({ ...THUMB, id });
      await desk.dieDuring(thumb);
      await thumb();
      expect(await desk.owner().feedback.ofMessage({ id })).toMatchObject({ quality: { score: 0.3 } });
      expect((await pending(desk.owner())).map(({ question }) => question)).toEqual([UNKNOWN]);
    },
  },
  {
    name: '5 from 0.8 on it is promoted',
    async run(desk, { chat, answerId: id }) {
      const praise = () =>
        desk.customer(chat.token).chat.giveFeedback({ ...THUMB, id, stars: 5, helpful: true, accurate: true });
      await desk.dieDuring(praise);
      await praise();
      expect(await desk.owner().feedback.ofMessage({ id })).toMatchObject({ quality: { score: 1 } });
      expect((await pending(desk.owner())).map(({ question }) => question).sort()).toEqual([UNKNOWN, QUESTION].sort());
    },
  },
  {
    name: '6 a person approves it',
    async run(desk) {
      const approveAll = async () => {
        for (const { id } of await pending(desk.owner())) await desk.owner().learning.approve({ id });
      };
      await desk.dieDuring(approveAll, 200);
      await approveAll();
      expect(await desk.owner().learning.counts()).toMatchObject({ pending: 0, approved: 26 });
    },
  },
  {
    name: '7 the next customer is answered with it at once',
    async run(desk) {
      const { token } = await desk.owner().chat.start({});
      await write(desk, token, 'do your chefs speak portuguese');
      await desk.until(async () => {
        const { messages } = await desk.customer(token).chat.state();
        expect(messages.filter(({ from }) => from === 'assistant')).toMatchObject([
          { content: expect.stringContaining('two of our chefs speak Portuguese') },
        ]);
      });
    },
  },
  {
    name: '8 a dataset is built of what is approved',
    async run(desk, memory) {
      const clientKey = newId();
      const start = () => desk.owner().datasetBuilds.start({ clientKey });
      await desk.dieDuring(start, 400);
      const { id } = await start();
      await desk.until(async () => expect((await desk.owner().datasetBuilds.get({ id })).state).toBe('done'));
      const { items } = await desk.owner().learning.datasets();
      expect(items).toMatchObject([{ id, version: 1, exampleCount: 26, fileName: 'mhc_support_v1.jsonl' }]);
      memory.datasetId = id;
    },
  },
  {
    name: '9 a version is trained on it',
    async run(desk, memory) {
      const { trainer, service, datasetId } = memory;
      const settings = { baseModel: BASE_MODEL, epochs: 3, seed: 1 };
      const ended = (id: string) =>
        desk.until(async () => {
          const job = await desk.owner().trainingJobs.get({ id });
          expect(['succeeded', 'failed']).toContain(job.state);
          return job;
        });
      if (service !== undefined) {
        service.fineTuning.play('failed');
        const refused = await desk.owner().trainingJobs.start({ datasetId, trainer, settings, clientKey: newId() });
        expect(await ended(refused.id)).toMatchObject({ state: 'failed', version: null });
        service.fineTuning.play('running', 'succeeded');
        const busy = { kind: 'status', status: 429, headers: { 'retry-after': '1' } } as const;
        service.scriptFor('POST /files', busy, { kind: 'status', status: 503 });
        service.scriptFor('POST /fine_tuning/jobs', busy);
      }
      const clientKey = newId();
      const start = () => desk.owner().trainingJobs.start({ datasetId, trainer, settings, clientKey });
      if (service === undefined) await desk.dieDuring(start, 2_000);
      else {
        await start();
        // The job has begun at the service, and nobody here has heard of it.
        await desk.dieWhen(() => service.fineTuning.jobs.length === 2);
      }
      const { id } = await start();
      const job = await ended(id);
      expect(job).toMatchObject({ state: 'succeeded', problem: null, version: { number: 1 } });
      memory.versionId = job.version?.id ?? '';
    },
  },
  {
    name: '10 it is evaluated by replay',
    async run(desk, { versionId }) {
      const clientKey = newId();
      const start = () => desk.owner().replays.start({ versionId, conversations: 5, clientKey });
      await desk.dieDuring(start, 1_500);
      const { id } = await start();
      await desk.until(async () => expect((await desk.owner().replays.get({ id })).state).toBe('done'));
      // Which examples are held back follows from their ids, and so does how the version does on them.
      const { counts } = await desk.owner().replays.get({ id });
      expect(counts).toMatchObject({ done: counts.total, total: counts.better + counts.same + counts.worse });
      const gate = await desk.owner().replays.gate({ versionId });
      expect(gate).toMatchObject({ isOpen: counts.worse <= counts.better, replay: { id } });
      expect((await desk.owner().modelVersions.get({ id: versionId })).state).toBe('evaluated');
    },
  },
  {
    name: '11 it is tried in an experiment, and deployed',
    async run(desk, { versionId }) {
      const clientKey = newId();
      const start = () => desk.owner().experiments.start({ versionId, share: 0.5, effect: 0.1, clientKey });
      await desk.dieDuring(start);
      const { id } = await start();
      await desk.owner().experiments.stop({ id });
      // Kept with the deployment where the gate is closed, and not at all where it is open.
      const deploy = () => desk.owner().modelVersions.deploy({ id: versionId, override: 'It goes on in any case.' });
      await desk.dieDuring(deploy);
      await again(deploy);
      expect(await desk.owner().modelVersions.get({ id: versionId })).toMatchObject({ state: 'deployed' });
    },
  },
  {
    name: '12 the knowledge base is refreshed',
    async run(desk, { versionId }) {
      await desk.dieDuring(() => desk.owner().refreshes.start(), 800);
      const { items } = await desk.owner().refreshes.list({ limit: 5 });
      if (items.length === 0) await desk.owner().refreshes.start();
      await desk.until(async () => {
        const { items: all } = await desk.owner().refreshes.list({ limit: 5 });
        expect(all).toMatchObject([{ status: 'done' }]);
      });
      const { token, conversationId } = await desk.owner().chat.start({});
      await desk.customer(token).chat.send({ content: UNKNOWN, clientKey: newId() });
      await desk.until(async () => {
        const { messages } = await desk.customer(token).chat.state();
        expect(messages.at(-1)?.content).toContain('two of our chefs speak Portuguese');
      });
      const { items: answers } = await desk.owner().modelVersions.answers({ id: versionId });
      expect(answers).toMatchObject([{ conversationId }]);
    },
  },
];
