import { describe, expect, it } from 'vitest';
import type { AutomationRun } from '#contract/automation.ts';
import { AutomationStep } from '#contract/automation.ts';
import { causeWords, stepState } from './automation-words.ts';

const RUN: AutomationRun = {
  ...{ id: '0', cause: 'examples', state: 'running', step: 'replay', dataset: null, buildId: null, jobId: null },
  ...{ version: null, replayId: null, experimentId: null, why: null, startedBy: null, decidedBy: null },
  ...{ createdAt: '2026-05-01T10:00:00Z', finishedAt: null },
  plan: { everyExamples: 50, everyDays: 7, trainer: 'local', conversations: 50, share: 0.5, effect: 0.1 },
};
const states = (run: Partial<AutomationRun>) =>
  AutomationStep.options.map((step) => stepState({ ...RUN, ...run }, step));

describe('how far a run is', () => {
  it('shows what is done, what goes on and what comes', () => {
    expect(states({})).toEqual(['done', 'done', 'current', 'ahead', 'ahead']);
    expect(states({ state: 'failed', step: 'training' })).toEqual(['done', 'failed', 'ahead', 'ahead', 'ahead']);
  });

  it('tells an experiment that was not needed from one that was done', () => {
    expect(states({ state: 'proposed', step: 'proposal' })).toEqual(['done', 'done', 'done', 'skipped', 'done']);
    expect(states({ state: 'accepted', step: 'proposal', experimentId: '1' })[3]).toBe('done');
  });

  it('leaves what an ended run did not reach', () => {
    expect(states({ state: 'not_proposed' })).toEqual(['done', 'done', 'done', 'left', 'left']);
    expect(states({ state: 'abandoned' })).toEqual(['done', 'done', 'left', 'left', 'left']);
  });
});

it('says why a run began', () => {
  expect(causeWords(RUN)).toBe('after 50 new examples');
  expect(causeWords({ ...RUN, cause: 'schedule' })).toBe('as every 7 days');
  expect(causeWords({ ...RUN, cause: 'person', startedBy: { id: '1', name: 'Ada' } })).toBe('begun by Ada');
});
