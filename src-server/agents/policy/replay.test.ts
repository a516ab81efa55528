import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Channel } from '../../contract/conversations.ts';
import type { EscalationPolicy } from '../../contract/escalation-policy.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { changeBetween, type Replayable, replay } from './replay.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const intent = fc.constantFrom('pricing', 'menu', 'booking', 'complaint', 'human', 'unknown');
const anyMessage: fc.Arbitrary<Replayable> = fc.record({
  question: fc.constantFrom('How much is it?', 'May I cancel?', 'A corporate retreat, please'),
  agent: fc.constantFrom('knowledge', 'booking', 'router', 'smalltalk'),
  outcome: fc.constantFrom('answered', 'declined', 'escalated', 'drafted'),
  evidence: fc.record({
    channel: fc.constantFrom(...Channel.options),
    intent,
    agent: fc.constantFrom('knowledge', 'booking', 'staff', 'complaint', 'smalltalk'),
    routerConfidence: share,
    inTask: fc.boolean(),
    wasHandedBack: fc.boolean(),
    knowledge: fc.option(
      fc.record({
        answerable: fc.boolean(),
        confidence: share,
        relatedness: share,
        declinesBefore: fc.integer({ min: 0, max: 4 }),
      }),
    ),
  }),
});
const anyAnswers = fc.record({
  confidence: share,
  confidenceByIntent: fc.dictionary(intent, share),
  confidenceByChannel: fc.dictionary(fc.constantFrom(...Channel.options), share),
  aboutTheBusiness: share,
  declinesInARow: fc.integer({ min: 1, max: 5 }),
});
const withAnswers = (answers: Partial<EscalationPolicy['answers']>): EscalationPolicy => ({
  ...DEFAULT_POLICY,
  answers: { ...DEFAULT_POLICY.answers, ...answers },
});

const asked: Replayable = {
  question: 'What about a corporate retreat?',
  agent: 'knowledge',
  outcome: 'answered',
  evidence: {
    channel: 'live_chat',
    intent: 'pricing',
    agent: 'knowledge',
    routerConfidence: 0.7,
    inTask: false,
    wasHandedBack: false,
    knowledge: { answerable: true, confidence: 0.8, relatedness: 0.9, declinesBefore: 0 },
  },
};
const routed = (agent: string, routerConfidence: number, by = agent): Replayable => ({
  ...asked,
  agent: by,
  evidence: { ...asked.evidence, agent, routerConfidence, knowledge: null },
});

describe('replay', () => {
  it('never answers more with higher thresholds', () => {
    fc.assert(
      fc.property(anyMessage, anyAnswers, share, (message, answers, by) => {
        const raise = (value: number) => value + (1 - value) * by;
        const raiseAll = (rules: Record<string, number>) =>
          Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, raise(value)]));
        const higher = {
          ...answers,
          confidence: raise(answers.confidence),
          confidenceByIntent: raiseAll(answers.confidenceByIntent),
          confidenceByChannel: raiseAll(answers.confidenceByChannel),
        };
        const [low, high] = [replay(message, withAnswers(answers)), replay(message, withAnswers(higher))];
        expect(changeBetween(low, high)).not.toBe('more');
        if (low.outcome !== 'answered') expect(high).toEqual(low);
      }),
    );
  });

  it('makes of a message what the thresholds say', () => {
    expect(replay(asked, DEFAULT_POLICY)).toEqual({ outcome: 'answered', reason: null });
    expect(replay(asked, withAnswers({ confidence: 0.9 }))).toEqual({ outcome: 'escalated', reason: 'low_confidence' });
    expect(replay(asked, withAnswers({ confidenceByIntent: { pricing: 0.9 } })).outcome).toBe('escalated');
  });

  it('reads the customer’s words where the owner lists words', () => {
    const listed = { ...DEFAULT_POLICY, alwaysPerson: { topics: ['corporate retreat'], channels: [] } };
    expect(replay(asked, listed)).toEqual({ outcome: 'escalated', reason: 'always_person' });
    expect(replay({ ...asked, question: 'How much?' }, listed).outcome).toBe('answered');
  });

  it('does not pretend to know what an agent would have said that was not asked', () => {
    const { router } = DEFAULT_POLICY;
    const stricter = { ...DEFAULT_POLICY, router: { ...router, person: 1, complaint: 1, booking: 1, ownPerson: 1 } };
    for (const agent of ['staff', 'complaint', 'booking']) {
      const message = routed(agent, 0.95);
      expect(replay(message, DEFAULT_POLICY).outcome, agent).not.toBe('unknown');
      expect(replay(message, stricter), agent).toEqual({ outcome: 'unknown', reason: null });
    }
    const looser = { ...DEFAULT_POLICY, router: { ...router, booking: 0.2 } };
    const unsure = routed('booking', 0.3, 'knowledge');
    expect(replay(unsure, looser).outcome).toBe('unknown');
  });

  it('leaves a booking as it went', () => {
    const went = (outcome: string) => replay({ ...routed('booking', 0.9), outcome }, DEFAULT_POLICY);
    expect(went('answered')).toEqual({ outcome: 'answered', reason: null });
    expect(went('escalated')).toEqual({ outcome: 'escalated', reason: 'booking' });
  });
});

describe('changeBetween', () => {
  it('counts neither from nor to the unknown as an answer won or lost', () => {
    const answered = { outcome: 'answered', reason: null } as const;
    const unknown = { outcome: 'unknown', reason: null } as const;
    const handed = { outcome: 'escalated', reason: 'low_confidence' } as const;
    expect(changeBetween(answered, answered)).toBeUndefined();
    expect(changeBetween(handed, answered)).toBe('more');
    expect(changeBetween(answered, handed)).toBe('fewer');
    expect(changeBetween(answered, unknown)).toBe('other');
    expect(changeBetween(unknown, answered)).toBe('other');
    expect(changeBetween(handed, { outcome: 'escalated', reason: 'complaint' })).toBe('other');
  });
});
