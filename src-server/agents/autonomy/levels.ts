import type { AutonomyCell, AutonomyLevel, AutonomyRules } from '../../contract/autonomy.ts';
import type { Channel } from '../../contract/conversations.ts';

/** What a desk begins with: the AI answers, as it always has. */
export const DEFAULT_RULES: AutonomyRules = {
  base: 'auto',
  channels: {},
  intents: {},
  pairs: [],
  threshold: 0.9,
  minDecisions: 30,
};

/** What a level is set for; null stands for all. */
export interface Scope {
  intent: string | null;
  channel: Channel | null;
}

/** The level in force for an intent on a channel: the most particular one that is set, of pair, intent, channel, base. */
export function levelOf(
  rules: AutonomyRules,
  intent: string,
  channel: Channel,
): Pick<AutonomyCell, 'level' | 'source'> {
  const pair = ownLevel(rules, { intent, channel });
  if (pair !== null) return { level: pair, source: 'pair' };
  const ofIntent = ownLevel(rules, { intent, channel: null });
  if (ofIntent !== null) return { level: ofIntent, source: 'intent' };
  const ofChannel = ownLevel(rules, { intent: null, channel });
  if (ofChannel !== null) return { level: ofChannel, source: 'channel' };
  return { level: rules.base, source: 'base' };
}

/** The level that is set for exactly this scope; null where it is inherited. */
export function ownLevel(rules: AutonomyRules, { intent, channel }: Scope): AutonomyLevel | null {
  if (intent === null) return channel === null ? rules.base : (rules.channels[channel] ?? null);
  // Own properties only: an intent may be called "constructor".
  if (channel === null) return Object.hasOwn(rules.intents, intent) ? (rules.intents[intent] ?? null) : null;
  return rules.pairs.find((pair) => pair.intent === intent && pair.channel === channel)?.level ?? null;
}

/** The rules with another level for this scope; null makes it inherited, which the base cannot be: it stays as it is. */
export function withLevel(
  rules: AutonomyRules,
  { intent, channel }: Scope,
  level: AutonomyLevel | null,
): AutonomyRules {
  if (intent === null && channel === null) return { ...rules, base: level ?? rules.base };
  if (intent === null) return { ...rules, channels: entriesWith(rules.channels, channel ?? '', level) };
  if (channel === null) return { ...rules, intents: entriesWith(rules.intents, intent, level) };
  const others = rules.pairs.filter((pair) => pair.intent !== intent || pair.channel !== channel);
  return { ...rules, pairs: level === null ? others : [...others, { intent, channel, level }] };
}

function entriesWith(levels: object, key: string, level: AutonomyLevel | null): Record<string, AutonomyLevel> {
  const others = Object.entries(levels).filter(([name]) => name !== key);
  return Object.fromEntries(level === null ? others : [...others, [key, level]]);
}
