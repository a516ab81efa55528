import { describe, expect, it } from 'vitest';
import type { Autonomy, AutonomyChange } from '#contract/autonomy.ts';
import { causeWords, levelAt, neededWords, scopeWords } from './autonomy-words.ts';

const none = { count: 0, good: 0, bound: null };
const cell = { intent: 'menu', draftsToPropose: 30, drafts: none, answers: none };
const dial: Pick<Autonomy, 'rules' | 'cells'> = {
  rules: {
    base: 'auto',
    channels: { sms: 'draft' },
    intents: {},
    pairs: [{ intent: 'menu', channel: 'email', level: 'off' }],
    threshold: 0.9,
    minDecisions: 30,
  },
  cells: [
    { ...cell, channel: 'sms', level: 'draft', source: 'channel' },
    { ...cell, channel: 'email', level: 'off', source: 'pair' },
  ],
};

describe('the level at a scope', () => {
  it('tells what was set there from what is inherited', () => {
    expect(levelAt(dial, { intent: null, channel: null })).toEqual({ level: 'auto', isOwn: true });
    expect(levelAt(dial, { intent: null, channel: 'sms' })).toEqual({ level: 'draft', isOwn: true });
    expect(levelAt(dial, { intent: null, channel: 'email' })).toEqual({ level: 'auto', isOwn: false });
    expect(levelAt(dial, { intent: 'menu', channel: 'sms' })).toEqual({ level: 'draft', isOwn: false });
    expect(levelAt(dial, { intent: 'menu', channel: 'email' })).toEqual({ level: 'off', isOwn: true });
  });

  it('is none where the channels of an intent differ, and no built-in property', () => {
    expect(levelAt(dial, { intent: 'menu', channel: null })).toEqual({ level: undefined, isOwn: false });
    expect(levelAt(dial, { intent: 'constructor', channel: null })).toEqual({ level: undefined, isOwn: false });
  });
});

it('says why the desk stepped back, with its figures', () => {
  const change: AutonomyChange = {
    id: '00000000-0000-4000-8000-000000000001',
    intent: 'menu',
    channel: 'live_chat',
    before: null,
    after: 'draft',
    cause: 'quality',
    evidence: { count: 60, good: 40, bound: 0.8 },
    threshold: 0.9,
    by: null,
    canUndo: true,
    at: '2026-11-22T18:00:00Z',
  };
  expect(causeWords(change)).toBe(
    'the desk stepped back by itself: 20 of 60 answers drew a complaint, so at best 80 % are good and 90 % are asked for',
  );
  expect(scopeWords(change)).toBe('menu · Live chat');
  expect(neededWords(1)).toBe('Needs one more draft in a row, sent as good as unchanged.');
});
