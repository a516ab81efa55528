import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EscalationPolicy } from '../contract/escalation-policy.ts';
import { chooseAnswerer, confidenceNeeded, decide, findOwnRule } from './escalation-policy.ts';
import { DEFAULT_POLICY } from './policy/default-policy.ts';

const sure = {
  answerable: true,
  confidence: 0.9,
  relatedness: 0.8,
  declinesBefore: 0,
  intent: 'menu',
  channel: 'live_chat',
} as const;
const unknown = { ...sure, answerable: false, confidence: 0.1, relatedness: 0.1 };

/** The usual policy with other rules for answers. */
function withAnswers(answers: Partial<EscalationPolicy['answers']>): EscalationPolicy {
  return { ...DEFAULT_POLICY, answers: { ...DEFAULT_POLICY.answers, ...answers } };
}

function declining(reason: 'low_confidence' | 'repeated_failure'): EscalationPolicy {
  const rule = { ...DEFAULT_POLICY.reasons[reason], action: 'decline' as const };
  return { ...DEFAULT_POLICY, reasons: { ...DEFAULT_POLICY.reasons, [reason]: rule } };
}

describe('decide', () => {
  it('answers when the sources hold an answer and the confidence reaches the threshold', () => {
    expect(decide(sure, withAnswers({ confidence: 0.9 }))).toEqual({ action: 'answer' });
  });

  it('hands an unsure answer to a person instead of sending it', () => {
    expect(decide({ ...sure, confidence: 0.49 }, withAnswers({ confidence: 0.5 }))).toEqual({
      action: 'escalate',
      reason: 'low_confidence',
    });
  });

  it('hands over a question about the business that nothing answers', () => {
    expect(decide({ ...unknown, relatedness: 0.6 }, DEFAULT_POLICY)).toEqual({
      action: 'escalate',
      reason: 'low_confidence',
    });
    expect(decide({ ...unknown, relatedness: 0.6 }, withAnswers({ aboutTheBusiness: 0.7 }))).toEqual({
      action: 'decline',
    });
  });

  it('only says that it does not know when the question is about something else', () => {
    expect(decide(unknown, DEFAULT_POLICY)).toEqual({ action: 'decline' });
  });

  it('hands over after as many times in a row without an answer as the owner allows', () => {
    const again = { ...unknown, declinesBefore: 1 };
    expect(decide(again, DEFAULT_POLICY)).toEqual({ action: 'escalate', reason: 'repeated_failure' });
    expect(decide(again, withAnswers({ declinesInARow: 2 }))).toEqual({ action: 'decline' });
    expect(decide({ ...again, declinesBefore: 2 }, withAnswers({ declinesInARow: 2 }))).toEqual({
      action: 'escalate',
      reason: 'repeated_failure',
    });
  });

  it('says that it does not know in place of calling a person, where the owner wants that', () => {
    expect(decide({ ...sure, confidence: 0.3 }, declining('low_confidence'))).toEqual({ action: 'decline' });
    expect(decide({ ...unknown, declinesBefore: 3 }, declining('repeated_failure'))).toEqual({ action: 'decline' });
  });
});

describe('confidenceNeeded', () => {
  const policy = withAnswers({
    confidence: 0.6,
    confidenceByIntent: { menu: 0.4, policy: 0.8 },
    confidenceByChannel: { sms: 0.7 },
  });
  it('takes the rule for the intent or the channel in place of the general one, and the higher of two', () => {
    expect(confidenceNeeded(policy, { intent: 'faq', channel: 'email' })).toBe(0.6);
    expect(confidenceNeeded(policy, { intent: 'menu', channel: 'email' })).toBe(0.4);
    expect(confidenceNeeded(policy, { intent: 'menu', channel: 'sms' })).toBe(0.7);
    expect(confidenceNeeded(policy, { intent: 'policy', channel: 'sms' })).toBe(0.8);
  });
  it('is not misled by names that every object has', () => {
    expect(confidenceNeeded(policy, { intent: 'constructor', channel: 'email' })).toBe(0.6);
  });
});

describe('chooseAnswerer', () => {
  it('takes a message away from the articles only when the router is sure enough', () => {
    const to = (agent: string, routerConfidence: number, inTask = false) =>
      chooseAnswerer({ agent, intent: 'human', routerConfidence, inTask }, DEFAULT_POLICY);
    expect([to('staff', 0.84), to('staff', 0.85)]).toEqual(['knowledge', 'staff']);
    expect([to('complaint', 0.59), to('complaint', 0.6)]).toEqual(['knowledge', 'complaint']);
    expect([to('booking', 0.44), to('booking', 0.45), to('booking', 0.1, true)]).toEqual([
      'knowledge',
      'booking',
      'booking',
    ]);
    expect(to('smalltalk', 0.1)).toBe('smalltalk');
  });
});

describe('findOwnRule', () => {
  const rules = (topics: string[], channels: EscalationPolicy['alwaysPerson']['channels'] = []) => ({
    alwaysPerson: { topics, channels },
  });
  const chat = { channel: 'live_chat', wasHandedBack: false } as const;
  it.each([
    ['Is there a WEDDING discount?', true],
    ['our wedding-party of 80', true],
    ['We are weddings planners', false],
    ['unwedding', false],
  ])('finds a word only as a whole: %s', (text, found) => {
    expect(findOwnRule(text, chat, rules(['wedding'])) !== undefined).toBe(found);
  });
  it('finds phrases across punctuation, case and accents', () => {
    expect(findOwnRule('The CAFÉ, Lumière?', chat, rules(['cafe lumiere']))).toEqual({
      kind: 'topic',
      name: 'cafe lumiere',
    });
  });
  it('puts a person first on a channel until that person hands the conversation back', () => {
    expect(findOwnRule('Hi', chat, rules([], ['live_chat']))).toEqual({ kind: 'channel', name: 'live_chat' });
    expect(findOwnRule('Hi', { ...chat, channel: 'sms' }, rules([], ['live_chat']))).toBeUndefined();
    expect(findOwnRule('Hi', { ...chat, wasHandedBack: true }, rules([], ['live_chat']))).toBeUndefined();
  });
});

describe('raising a threshold', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const evidence = fc.record({
    answerable: fc.boolean(),
    confidence: share,
    relatedness: share,
    declinesBefore: fc.nat({ max: 6 }),
    intent: fc.constantFrom('menu', 'policy', 'faq'),
    channel: fc.constantFrom('live_chat', 'sms', 'email'),
  });
  const answers = fc.record({
    confidence: share,
    confidenceByIntent: fc.dictionary(fc.constantFrom('menu', 'policy'), share),
    confidenceByChannel: fc.record({ sms: share, live_chat: share }, { requiredKeys: [] }),
    aboutTheBusiness: share,
    declinesInARow: fc.integer({ min: 1, max: 5 }),
  });
  const isAnswer = (...args: Parameters<typeof decide>) => decide(...args).action === 'answer';
  const calls = (...args: Parameters<typeof decide>) => decide(...args).action === 'escalate';

  it('never answers more, whichever threshold it is', () => {
    fc.assert(
      fc.property(
        evidence,
        answers,
        share,
        fc.constantFrom('general', 'intent', 'channel'),
        (found, rules, by, which) => {
          const raised = (value: number) => value + by * (1 - value);
          const { confidenceByIntent: byIntent, confidenceByChannel: byChannel } = rules;
          const higher = {
            ...rules,
            ...(which === 'general' ? { confidence: raised(rules.confidence) } : {}),
            ...(which === 'intent'
              ? { confidenceByIntent: Object.fromEntries(Object.entries(byIntent).map(([k, v]) => [k, raised(v)])) }
              : {}),
            ...(which === 'channel'
              ? { confidenceByChannel: Object.fromEntries(Object.entries(byChannel).map(([k, v]) => [k, raised(v)])) }
              : {}),
          };
          if (isAnswer(found, withAnswers(higher))) expect(isAnswer(found, withAnswers(rules))).toBe(true);
        },
      ),
    );
  });

  it('of relatedness or of declines in a row never calls a person more often, nor changes what is answered', () => {
    fc.assert(
      fc.property(evidence, answers, share, fc.integer({ min: 1, max: 5 }), (found, rules, by, more) => {
        const { aboutTheBusiness: related, declinesInARow: declines } = rules;
        const milder = withAnswers({
          ...rules,
          aboutTheBusiness: related + by * (1 - related),
          declinesInARow: Math.max(declines, more),
        });
        if (calls(found, milder)) expect(calls(found, withAnswers(rules))).toBe(true);
        expect(isAnswer(found, milder)).toBe(isAnswer(found, withAnswers(rules)));
      }),
    );
  });

  it('of the router never takes more messages away from the articles', () => {
    const routed = fc.record({
      agent: fc.constantFrom('staff', 'complaint', 'booking', 'knowledge', 'smalltalk'),
      intent: fc.constantFrom('human', 'vip'),
      routerConfidence: share,
      inTask: fc.boolean(),
    });
    const router = fc.record({ person: share, complaint: share, booking: share, ownPerson: share });
    fc.assert(
      fc.property(routed, router, share, (found, rules, by) => {
        const raised = (value: number) => value + by * (1 - value);
        const higher = {
          person: raised(rules.person),
          complaint: raised(rules.complaint),
          booking: raised(rules.booking),
          ownPerson: raised(rules.ownPerson),
        };
        if (chooseAnswerer(found, { router: rules }) === 'knowledge')
          expect(chooseAnswerer(found, { router: higher })).toBe('knowledge');
      }),
    );
  });
});
