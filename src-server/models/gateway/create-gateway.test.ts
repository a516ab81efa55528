import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { travelFeeRequest as request } from '../../../tests/support/grounded-request.ts';
import { createHeldTimers, type HeldTimers } from '../../../tests/support/held-timers.ts';
import { type OpenAiServer, startOpenAiServer } from '../../../tests/support/openai-server/server.ts';
import { createFixedClock } from '../../core/clock.ts';
import { silentLog } from '../../core/log.ts';
import { createModels, type ModelsConfig } from '../create-models.ts';
import type { ModelCall } from '../model-calls.ts';
import { createMessageAccount } from './budget.ts';
import { createMemoryStore, type HealthChange, type ModelHealth, type ModelPolicy, NO_BUDGETS } from './policy.ts';

const DEAD = { kind: 'status', status: 500 } as const;

let server: OpenAiServer;
let clock: ReturnType<typeof createFixedClock>;
let calls: ModelCall[];
let saved: Map<string, HealthChange>;
let timer: HeldTimers;

function setUp(policy: Partial<ModelPolicy> = {}, options: { config?: ModelsConfig; health?: ModelHealth[] } = {}) {
  const store = createMemoryStore({ chain: ['first', 'second'], ...policy });
  return createModels(
    { apiKey: 'test-key', baseUrl: server.baseUrl, ...options.config },
    {
      log: silentLog,
      clock,
      recordModelCall: (call) => calls.push(call),
      timer,
      store: {
        ...store,
        readHealth: async () => options.health ?? [],
        saveHealth: async (model, change) => void saved.set(model, { ...saved.get(model), ...change }),
      },
    },
  );
}
const askedModels = () => server.requests.map(({ body }) => body.model);

beforeEach(async () => {
  server = await startOpenAiServer({
    models: ['first', 'second', 'gpt-4o-mini'],
    onStalled: () => void timer.passNext(),
  });
  clock = createFixedClock('2026-05-01T12:00:00Z');
  calls = [];
  saved = new Map();
  timer = createHeldTimers((ms) => clock.advanceMs(ms));
});
afterEach(() => server.stop());

describe('the chain', () => {
  test('goes on with the next model when one fails, and says which one answered', async () => {
    server.script(DEAD, DEAD, DEAD);
    const answer = await setUp().language.answerFromSources(request);
    expect(answer).toMatchObject({ model: 'second', answerable: true });
    expect(answer.degraded).toBeUndefined();
    expect(askedModels()).toEqual(['first', 'first', 'first', 'second']);
  });

  test('passes over a model that the service no longer has, at once and from then on', async () => {
    const { language } = setUp({ chain: ['retired', 'second'] });
    expect((await language.answerFromSources(request)).model).toBe('second');
    expect(saved.get('retired')).toMatchObject({ state: 'gone', lastError: expect.stringContaining('does not know') });
    await language.answerFromSources(request);
    expect(askedModels()).toEqual(['retired', 'second', 'second']);
  });

  test('ends with the offline answerer, also when it is empty', async () => {
    const answer = await setUp({ chain: [] }).language.answerFromSources(request);
    expect(answer).toMatchObject({ degraded: true, answerable: true, model: 'offline-extractive' });
    expect(server.requests).toEqual([]);
  });

  test('gives all models together only so much time', async () => {
    server.script(...Array.from({ length: 6 }, () => ({ kind: 'stall' }) as const));
    const answer = await setUp().language.answerFromSources(request);
    expect(answer.degraded).toBe(true);
    expect(askedModels()).toEqual(['first', 'first', 'second']);
    expect(timer.passed).toEqual([20_000, 20_000, 45_000]);
  });

  test('gives all tasks of one message together only so much time', async () => {
    server.script(...Array.from({ length: 6 }, () => ({ kind: 'stall' }) as const));
    const { language } = setUp();
    const account = createMessageAccount();
    await language.answerFromSources(request, { account });
    expect(account.ms).toBe(45_000);
    await language.answerFromSources(request, { account });
    expect(account.ms).toBe(60_000);
  });
});

describe('the circuit breaker', () => {
  const failures = (count: number) => server.script(...Array.from({ length: count }, () => DEAD));

  test('leaves a dead model alone after two failed tasks: nobody waits for it', async () => {
    const { language } = setUp({ chain: ['first'] });
    failures(6);
    await language.answerFromSources(request);
    await language.answerFromSources(request);
    expect(server.requests).toHaveLength(6);
    expect(saved.get('first')).toMatchObject({ state: 'open', openUntil: new Date('2026-05-01T12:00:30Z') });
    expect((await language.answerFromSources(request)).degraded).toBe(true);
    expect(server.requests).toHaveLength(6);
  });

  test('finds out beside the conversation whether the model is back', async () => {
    const { language } = setUp({ chain: ['first'] });
    failures(6);
    await language.answerFromSources(request);
    await language.answerFromSources(request);
    clock.advanceMs(30_000);
    expect((await language.answerFromSources(request)).degraded).toBe(true);
    await vi.waitFor(() => expect(saved.get('first')?.state).toBe('ok'));
    expect((await language.answerFromSources(request)).degraded).toBeUndefined();
    expect(calls.map(({ task, outcome }) => `${task} ${outcome}`)).toEqual([
      'answer failed',
      'answer failed',
      'probe ok',
      'answer ok',
    ]);
  });

  test('holds over a restart', async () => {
    const openUntil = new Date('2026-05-01T12:05:00Z');
    const open = { model: 'first', state: 'open', openUntil, lastError: 'x', lastErrorAt: openUntil } as const;
    const health = [{ ...open, refused: [], shutdownDate: null }];
    expect((await setUp({}, { health }).language.answerFromSources(request)).model).toBe('second');
    expect(askedModels()).toEqual(['second']);
  });

  test('opens at once for as long as the service asks to be left alone', async () => {
    server.script({ kind: 'status', status: 429, headers: { 'retry-after': '600' } });
    expect((await setUp().language.answerFromSources(request)).model).toBe('second');
    expect(saved.get('first')).toMatchObject({ state: 'open', openUntil: new Date('2026-05-01T12:10:00Z') });
  });

  test('believes no service that asks for a year', async () => {
    server.script({ kind: 'status', status: 429, headers: { 'retry-after': '31536000' } });
    await setUp().language.answerFromSources(request);
    expect(saved.get('first')?.openUntil).toEqual(new Date('2026-05-01T13:00:00Z'));
  });

  test('is not opened by a question that is too long', async () => {
    const { primaryLanguage } = setUp({ chain: ['first'] });
    server.script(...Array.from({ length: 3 }, () => ({ kind: 'status', status: 400, message: 'too long' }) as const));
    for (let time = 0; time < 3; time += 1)
      await expect(primaryLanguage.answerFromSources(request)).rejects.toThrow(/refused the request/);
    expect((await primaryLanguage.answerFromSources(request)).answerable).toBe(true);
  });
});

describe('budgets', () => {
  const prices = { first: { input: 1, output: 10 }, second: { input: 0, output: 0 } };

  test('a model that could cost too much is not asked; a free one goes on', async () => {
    const budgets = { ...NO_BUDGETS, perDayMicroUsd: 20_000 };
    const answer = await setUp({ prices, budgets }).language.answerFromSources(request);
    expect(answer.model).toBe('second');
    expect(askedModels()).toEqual(['second']);
  });

  test('the offline answerer goes on when the budget is used up', async () => {
    const budgets = { ...NO_BUDGETS, perDayMicroUsd: 20_000 };
    const models = setUp({ chain: ['first'], prices, budgets });
    expect((await models.language.answerFromSources(request)).degraded).toBe(true);
    await expect(models.primaryLanguage.answerFromSources(request)).rejects.toThrow(/budget.*day is used up/);
  });

  test('calls under way cannot overrun it together', async () => {
    const budgets = { ...NO_BUDGETS, perDayMicroUsd: 50_000 };
    const { language } = setUp({ chain: ['first'], prices, budgets });
    const answers = await Promise.all(Array.from({ length: 8 }, () => language.answerFromSources(request)));
    expect(answers.filter(({ degraded }) => degraded !== true)).toHaveLength(2);
    const next = await language.answerFromSources(request);
    expect(next.degraded).toBeUndefined();
  });

  test('one message shares its budget over all of its tasks', async () => {
    const budgets = { ...NO_BUDGETS, perMessageMicroUsd: 22_000 };
    const { language } = setUp({ chain: ['first'], prices, budgets });
    const account = createMessageAccount();
    expect((await language.answerFromSources(request, { account })).degraded).toBeUndefined();
    expect(account.microUsd).toBeGreaterThan(0);
    expect(account.microUsd).toBeLessThan(5_000);
    account.microUsd += 5_000;
    expect((await language.answerFromSources(request, { account })).degraded).toBe(true);
  });

  test('what a failed attempt has used is counted, as far as the service says it', async () => {
    const content = '{"answerable":true,"answer":"It is';
    server.script({ kind: 'content', content, finishReason: 'length' });
    await setUp({ chain: ['first'], prices }).language.answerFromSources(request);
    expect(calls).toEqual([
      expect.objectContaining({ outcome: 'failed', outputTokens: Math.ceil(content.length / 4) }),
    ]);
    expect(calls[0]?.costMicroUsd).toBeGreaterThan(0);
  });
});

test('what a model refused is remembered, and a restart does not pay for it again', async () => {
  server.refuse('temperature', 'stream_options', 'json_schema');
  await setUp({ chain: ['first'] }).language.answerFromSources(request);
  const refused = [...(saved.get('first')?.refused ?? [])];
  expect(refused).toEqual(['json_schema', 'stream_options', 'temperature']);
  const before = server.requests.length;
  const nothing = { openUntil: null, lastError: null, lastErrorAt: null, shutdownDate: null };
  const health: ModelHealth[] = [{ model: 'first', state: 'ok', refused, ...nothing }];
  await setUp({ chain: ['first'] }, { health }).language.answerFromSources(request);
  expect(server.requests).toHaveLength(before + 1);
});
