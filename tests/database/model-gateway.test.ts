import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFixedClock } from '../../src-server/core/clock.ts';
import { NO_BUDGETS } from '../../src-server/models/gateway/policy.ts';
import { createGatewayStore } from '../../src-server/settings/models/create-gateway-store.ts';
import { readSpend } from '../../src-server/settings/models/model-spend.store.ts';
import { createWatchShutdowns } from '../../src-server/settings/models/watch-shutdowns.ts';
import { listNotices } from '../../src-server/settings/notice.store.ts';
import { openTestDatabase, type TestDatabase } from '../support/embedded.ts';
import { ENGINES } from '../support/learning-rows.ts';

const TIME_ZONE = 'America/Los_Angeles';
const service = 'api.example.test/v1';
const never = new AbortController().signal;

describe.each(ENGINES)('what the gateway to the models keeps (%s)', (engine) => {
  let db: TestDatabase;
  let clock: ReturnType<typeof createFixedClock>;

  beforeEach(async () => {
    db = await openTestDatabase({ engine });
    clock = createFixedClock('2026-11-30T20:00:00Z');
  });
  afterEach(() => db.stop());

  /** One sidecar of several that share the database. */
  const sidecar = (configuredModel = 'gpt-a') =>
    createGatewayStore({ db, clock, service, configuredModel, readTimeZone: async () => TIME_ZONE });

  it('grants no more than the budget to calls of several sidecars at the same time', async () => {
    const budgets = { ...NO_BUDGETS, perDayMicroUsd: 1_000 };
    const ledgers = [sidecar().ledger, sidecar().ledger];
    const asked = Array.from({ length: 40 }, (_, index) => ledgers[index % 2]?.reserve(100, budgets));
    const granted = (await Promise.all(asked)).filter((answer) => answer !== undefined && 'day' in answer);
    expect(granted).toHaveLength(10);
    expect((await readSpend(db, clock.now(), TIME_ZONE)).todayMicroUsd).toBe(1_000);

    await ledgers[0]?.settle('2026-11-30', 100, 5);
    expect((await readSpend(db, clock.now(), TIME_ZONE)).todayMicroUsd).toBe(905);
    expect(await ledgers[1]?.reserve(95, budgets)).toEqual({ day: '2026-11-30' });
    expect(await ledgers[1]?.reserve(1, budgets)).toMatchObject({ budget: 'day' });
  });

  it('begins anew at the midnight and the month of the business', async () => {
    const { ledger } = sidecar();
    const budgets = { ...NO_BUDGETS, perDayMicroUsd: 100, perMonthMicroUsd: 150 };
    expect(await ledger.reserve(100, budgets)).toEqual({ day: '2026-11-30' });
    expect(await ledger.reserve(10, budgets)).toEqual({ budget: 'day', resetsAt: new Date('2026-12-01T08:00:00Z') });
    expect(await ledger.reserve(60, budgets)).toEqual({ budget: 'month', resetsAt: new Date('2026-12-01T08:00:00Z') });
    clock.set('2026-12-01T07:59:00Z');
    expect(await ledger.reserve(10, budgets)).toMatchObject({ budget: 'day' });
    clock.set('2026-12-01T08:00:00Z');
    expect(await ledger.reserve(100, budgets)).toEqual({ day: '2026-12-01' });
    clock.set('2026-12-02T20:00:00Z');
    expect(await ledger.reserve(60, budgets)).toEqual({ budget: 'month', resetsAt: new Date('2027-01-01T08:00:00Z') });
    expect(await ledger.reserve(50, budgets)).toEqual({ day: '2026-12-02' });
  });

  it('remembers what a model is like, for the one service', async () => {
    await sidecar().saveHealth('gpt-a', { refused: ['temperature'], state: 'open', openUntil: clock.now() });
    await sidecar().saveHealth('gpt-a', { lastError: 'It failed.' });
    expect(await sidecar().readHealth()).toEqual([
      {
        model: 'gpt-a',
        state: 'open',
        openUntil: clock.now(),
        refused: ['temperature'],
        lastError: 'It failed.',
        lastErrorAt: null,
        shutdownDate: null,
      },
    ]);
    const elsewhere = {
      db,
      clock,
      service: 'localhost:11434/v1',
      configuredModel: 'x',
      readTimeZone: async () => 'UTC',
    };
    expect(await createGatewayStore(elsewhere).readHealth()).toEqual([]);
  });

  it('warns once 60, 30 and 7 days ahead, and then passes the model over', async () => {
    const watch = createWatchShutdowns({
      ...{ db, clock, service, configuredModel: 'gpt-a', otherModels: ['embed-a'] },
      listModels: async () => [
        { model: 'gpt-a', shutdownDate: '2027-01-14' },
        { model: 'embed-a', shutdownDate: null },
        { model: 'not-in-use', shutdownDate: '2026-12-01' },
      ],
    });
    const titles: string[][] = [];
    for (const day of [
      '2026-11-01',
      '2026-11-16',
      '2026-12-01',
      '2026-12-20',
      '2027-01-08',
      '2027-01-14',
      '2027-01-15',
    ]) {
      clock.set(`${day}T05:23:00Z`);
      await watch(never);
      titles.push((await listNotices(db)).map(({ title }) => title));
    }
    expect(titles.map((all) => all.length)).toEqual([0, 1, 1, 2, 3, 3, 4]);
    expect(titles.at(-1)).toEqual([
      'The model gpt-a is gone',
      'The model gpt-a will be gone in 6 days',
      'The model gpt-a will be gone in 25 days',
      'The model gpt-a will be gone in 59 days',
    ]);
    expect((await sidecar().readPolicy()).chain).toEqual([]);
    clock.set('2027-01-14T23:00:00Z');
    expect((await sidecar().readPolicy()).chain).toEqual(['gpt-a']);
  });
});
