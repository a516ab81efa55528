import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AutonomyLevel, AutonomyRules } from '../../contract/autonomy.ts';
import { Channel } from '../../contract/conversations.ts';
import { DEFAULT_RULES, levelOf, ownLevel, type Scope, withLevel } from './levels.ts';

const INTENTS = ['pricing', 'booking', 'constructor'];

describe('the level in force', () => {
  it('is the most particular one that is set', () => {
    const base = withLevel(DEFAULT_RULES, { intent: null, channel: null }, 'off');
    const channel = withLevel(base, { intent: null, channel: 'sms' }, 'draft');
    const intent = withLevel(channel, { intent: 'pricing', channel: null }, 'auto');
    const pair = withLevel(intent, { intent: 'pricing', channel: 'sms' }, 'off');
    expect(levelOf(DEFAULT_RULES, 'constructor', 'sms')).toEqual({ level: 'auto', source: 'base' });
    expect(levelOf(base, 'pricing', 'sms')).toEqual({ level: 'off', source: 'base' });
    expect(levelOf(channel, 'pricing', 'sms')).toEqual({ level: 'draft', source: 'channel' });
    expect(levelOf(intent, 'pricing', 'sms')).toEqual({ level: 'auto', source: 'intent' });
    expect(levelOf(pair, 'pricing', 'sms')).toEqual({ level: 'off', source: 'pair' });
    expect(levelOf(pair, 'pricing', 'email')).toEqual({ level: 'auto', source: 'intent' });
  });

  it('is what was set last for its scope, whatever was set elsewhere, and inherited again when that is taken away', () => {
    const scope: fc.Arbitrary<Scope> = fc.record({
      intent: fc.constantFrom(null, ...INTENTS),
      channel: fc.constantFrom(null, ...Channel.options),
    });
    const steps = fc.array(fc.tuple(scope, fc.constantFrom(null, ...AutonomyLevel.options)), { maxLength: 30 });
    fc.assert(
      fc.property(steps, (made) => {
        const rules = made.reduce((before, [where, level]) => withLevel(before, where, level), DEFAULT_RULES);
        expect(AutonomyRules.parse(rules)).toEqual(rules);
        const set = new Map<string, AutonomyLevel>([['null null', 'auto']]);
        for (const [{ intent, channel }, level] of made) {
          const key = `${intent} ${channel}`;
          if (level !== null) set.set(key, level);
          else if (key !== 'null null') set.delete(key);
        }
        for (const intent of INTENTS)
          for (const channel of Channel.options) {
            const fitting = [`${intent} ${channel}`, `${intent} null`, `null ${channel}`, 'null null'];
            expect(levelOf(rules, intent, channel).level).toBe(set.get(fitting.find((key) => set.has(key)) ?? ''));
            expect(ownLevel(rules, { intent, channel })).toBe(set.get(`${intent} ${channel}`) ?? null);
          }
      }),
    );
  });
});
