import type { Channel } from '../../contract/conversations.ts';
import { PolicyReason } from '../../contract/escalation-policy.ts';
import type { OutcomeCounts, Simulation } from '../../contract/policy-simulation.ts';
import type { Replayed } from './replay.ts';

interface BeforeAndAfter {
  before: OutcomeCounts;
  after: OutcomeCounts;
}

/** Counts what becomes of messages, before and after, as a whole and by reason, topic and channel. */
export function createTally() {
  const total = nothing();
  const intents = new Map<string, BeforeAndAfter>();
  const channels = new Map<Channel, BeforeAndAfter>();
  const reasons = new Map<PolicyReason, { before: number; after: number }>();

  return {
    add({ intent, channel }: { intent: string; channel: Channel }, before: Replayed, after: Replayed): void {
      const groups = [total, entry(intents, intent, nothing), entry(channels, channel, nothing)];
      for (const group of groups) {
        group.before[before.outcome] += 1;
        group.after[after.outcome] += 1;
      }
      if (before.reason !== null) entry(reasons, before.reason, none).before += 1;
      if (after.reason !== null) entry(reasons, after.reason, none).after += 1;
    },
    result(): Pick<Simulation, 'total' | 'reasons' | 'intents' | 'channels'> {
      return {
        total,
        reasons: PolicyReason.options.flatMap((reason) => {
          const counts = reasons.get(reason);
          return counts === undefined ? [] : { reason, ...counts };
        }),
        intents: mostFirst([...intents].map(([intent, counts]) => ({ intent, ...counts }))),
        channels: mostFirst([...channels].map(([channel, counts]) => ({ channel, ...counts }))),
      };
    },
  };
}

const nothing = (): BeforeAndAfter => ({
  before: { answered: 0, declined: 0, escalated: 0, unknown: 0 },
  after: { answered: 0, declined: 0, escalated: 0, unknown: 0 },
});

const none = () => ({ before: 0, after: 0 });

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function mostFirst<T extends BeforeAndAfter>(groups: T[]): T[] {
  const size = ({ before }: T) => Object.values(before).reduce((sum, count) => sum + count, 0);
  return groups.sort((one, other) => size(other) - size(one));
}
