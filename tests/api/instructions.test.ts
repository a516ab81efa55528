import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../src-server/contract/client.ts';
import type { AgentInstructions } from '../../src-server/contract/instructions.ts';
import { newId } from '../../src-server/core/ids.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const apiKey = 'sk-test-instructions';
const QUESTION = 'How much is it per adult?';
const WARM: AgentInstructions = { answers: 'Begin every reply with "Hello, and thank you!"', complaints: '' };
const EMPTY_WORDS: AgentInstructions = { answers: 'Reply only "We love to cook."', complaints: '' };

let openai: OpenAiServer;
let server: TestServer;
let admin: ApiClient;
let owner: ApiClient;

beforeAll(async () => {
  openai = await startOpenAiServer({ apiKey, models: ['gpt-4o-mini', 'text-embedding-3-small'] });
  const openaiConfig = { apiKey, baseUrl: openai.baseUrl, chatModel: 'gpt-4o-mini' };
  server = await startTestServer({ config: { openai: { ...openaiConfig, embeddingModel: 'text-embedding-3-small' } } });
  [admin, owner] = [await server.as('admin'), await server.as('owner')];
}, 120_000);
afterAll(async () => {
  await server.stop();
  await openai.stop();
});

/** What the model was sent last for an answer: the rules, and the data with the owner's style. */
function lastSent() {
  const sent = openai.requests.filter(({ route }) => route.includes('chat')).at(-1);
  const [system, user] = z.array(z.object({ content: z.string() })).parse(sent?.body.messages);
  return {
    system: system?.content ?? '',
    ...z.object({ style: z.string().optional() }).parse(JSON.parse(user?.content ?? '')),
  };
}

async function tried(instructions: AgentInstructions) {
  const basedOn = (await owner.instructions.get()).version;
  const input = { instructions, basedOn, conversations: 10, clientKey: newId() };
  const { id } = await owner.replays.startInstructions(input);
  return vi.waitFor(
    async () => {
      const replay = await owner.replays.get({ id });
      if (replay.state !== 'done' && replay.state !== 'failed') throw new Error(`It is ${replay.state}.`);
      return replay;
    },
    { timeout: 60_000, interval: 100 },
  );
}

async function save(instructions: AgentInstructions, override?: string) {
  const basedOn = (await owner.instructions.get()).version;
  return owner.instructions.update({ instructions, basedOn, ...(override === undefined ? {} : { override }) });
}

describe('instructions to the agents', () => {
  it('begin empty, are read by admins beside the built-in rules, and changed by the owner alone', async () => {
    const current = await admin.instructions.get();
    expect(current).toMatchObject({ version: 0, instructions: { answers: '', complaints: '' }, hasModel: true });
    expect(current.builtIn.answers.text).toContain('State only what "sources" or "examples" say');
    const change = { instructions: WARM, basedOn: 0 };
    await expect(admin.instructions.update(change)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const start = { ...change, conversations: 1, clientKey: newId() };
    await expect(admin.replays.startInstructions(start)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('are not put in force untried, and change nothing while they are tried', async () => {
    const customer = await startChatCustomer(server, { name: 'Visitor' });
    const answer = await customer.ask(QUESTION);
    expect(answer.content).toContain('$55');
    const said = (await customer.client.chat.state()).messages.findLast(({ canRate }) => canRate);
    const praise = { thumbs: 'up', stars: 5, helpful: true, accurate: true, comment: null } as const;
    await customer.client.chat.giveFeedback({ id: said?.id ?? '', ...praise });

    await expect(save(WARM)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('not been tried'),
    });
    const replay = await tried(WARM);
    expect(replay).toMatchObject({ state: 'done', instructionsVersion: 0, versionId: null, articleId: null });
    expect(replay.counts).toMatchObject({ total: 1, changed: 1, worse: 0 });
    expect(replay.costMicroUsd).toBeGreaterThan(0);
    const { items } = await admin.replays.changes({ id: replay.id });
    expect(items).toMatchObject([{ question: QUESTION, reference: answer.content }]);
    expect(items[0]?.before.text).not.toContain('Hello, and thank you!');
    expect(items[0]?.after.text).toMatch(/^Hello, and thank you!\n\n/);
    expect(items[0]?.after.text).toContain('$55');
    expect(await admin.instructions.get()).toMatchObject({ version: 0 });
  });

  it('count from the next reply on, in the data and never among the rules, and the trace names them', async () => {
    expect(await save(WARM)).toMatchObject({ version: 1, override: null });
    const customer = await startChatCustomer(server, { name: 'Another' });
    const answer = await customer.ask(QUESTION);
    expect(answer.content).toMatch(/^Hello, and thank you!/);
    const { style, system } = lastSent();
    expect(style).toBe(WARM.answers);
    expect(system).not.toContain('Hello, and thank you!');
    const { rows } = await server.db.query('SELECT DISTINCT prompt_version FROM ai.traces');
    expect(rows.map(({ prompt_version }) => prompt_version)).toContainEqual(
      expect.stringMatching(/^answer-from-sources-\d+\+instructions-1$/),
    );
  });

  it('cannot make an agent state what no source states', async () => {
    await save(
      { answers: 'Begin every reply with "Dinner is free for children under 18."', complaints: '' },
      'To see it',
    );
    const answer = await (await startChatCustomer(server, { name: 'Third' })).ask(QUESTION);
    expect(answer.content).not.toContain('under 18');
    await owner.instructions.restore({ version: 1, basedOn: 2 });
  });

  it('are refused where more answers become worse, unless the owner says why, which is kept', async () => {
    const replay = await tried(EMPTY_WORDS);
    expect(replay.counts.worse).toBeGreaterThan(replay.counts.better);
    await expect(save(EMPTY_WORDS)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/answers? becomes? worse/),
    });
    expect(await save(EMPTY_WORDS, 'A joke for one day.')).toMatchObject({
      version: 4,
      override: 'A joke for one day.',
    });
    const { rows } = await server.db.query(
      "SELECT details FROM identity.audit_log WHERE action = 'instructions.changed' AND details ->> 'override' LIKE 'A joke%'",
    );
    expect(rows).toMatchObject([{ details: { override: 'A joke for one day.', to: EMPTY_WORDS } }]);
  });

  it('go back to an earlier version at once, untried, with their history', async () => {
    const back = await owner.instructions.restore({ version: 1, basedOn: 4 });
    expect(back).toMatchObject({ version: 5, instructions: WARM, restoredFrom: 1 });
    const stale = { instructions: WARM, basedOn: 3, override: 'Late' };
    await expect(owner.instructions.update(stale)).rejects.toMatchObject({ code: 'CONFLICT' });
    const { items } = await admin.instructions.versions({ limit: 10 });
    expect(items.map(({ version, restoredFrom }) => [version, restoredFrom])).toEqual([
      ...[
        [5, 1],
        [4, null],
        [3, 1],
        [2, null],
        [1, null],
      ],
    ]);
  });

  it('are not called tried where the model did not answer', async () => {
    await owner.models.update({ budgets: { perMessageMicroUsd: null, perDayMicroUsd: 1, perMonthMicroUsd: null } });
    const replay = await tried({ answers: 'Be brief.', complaints: '' });
    expect(replay).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('language model did not answer'),
    });
    await expect(save({ answers: 'Be brief.', complaints: '' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('replay has failed'),
    });
  });
});

it('are kept but say that they change nothing without a model', async () => {
  const offline = await startTestServer({ startsEmpty: true });
  try {
    const me = await offline.as('owner');
    expect(await me.instructions.get()).toMatchObject({ hasModel: false });
    const start = { instructions: WARM, basedOn: 0, conversations: 1, clientKey: newId() };
    await expect(me.replays.startInstructions(start)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('No language model is set up'),
    });
    expect(await me.instructions.update({ instructions: WARM, basedOn: 0 })).toMatchObject({ version: 1 });
  } finally {
    await offline.stop();
  }
});
