import type { Autonomy, AutonomyChange, AutonomyLevel, AutonomyRules, Evidence } from '#contract/autonomy.ts';
import type { Channel } from '#contract/conversations.ts';
import { percent } from '../../lib/format-number.ts';
import { CHANNEL_WORDS } from '../../lib/words.ts';

/** What a level is set for; null stands for all. */
export interface Scope {
  intent: string | null;
  channel: Channel | null;
}

export const LEVEL_WORDS: Record<AutonomyLevel, { label: string; hint: string }> = {
  off: { label: 'Off', hint: 'Staff answer. The AI says nothing.' },
  draft: { label: 'Draft', hint: 'The AI prepares a reply, and a person sends it.' },
  auto: { label: 'Auto', hint: 'The AI answers by itself.' },
};

export function scopeWords({ intent, channel }: Scope): string {
  const where = channel === null ? 'all channels' : CHANNEL_WORDS[channel];
  return `${intent ?? 'All intents'} · ${where}`;
}

/** The level that counts for a scope, and whether it was set for exactly this scope. Undefined where channels differ. */
export function levelAt(
  { rules, cells }: Pick<Autonomy, 'rules' | 'cells'>,
  { intent, channel }: Scope,
): { level: AutonomyLevel | undefined; isOwn: boolean } {
  if (intent === null) return ofChannel(rules, channel);
  const ofIntent = cells.filter((cell) => cell.intent === intent);
  if (channel === null) {
    const levels = new Set(ofIntent.map(({ level }) => level));
    const own = Object.hasOwn(rules.intents, intent) ? rules.intents[intent] : undefined;
    return { level: own ?? (levels.size === 1 ? ofIntent[0]?.level : undefined), isOwn: own !== undefined };
  }
  const cell = ofIntent.find((one) => one.channel === channel);
  return { level: cell?.level, isOwn: cell?.source === 'pair' };
}

function ofChannel(rules: AutonomyRules, channel: Channel | null) {
  if (channel === null) return { level: rules.base, isOwn: true };
  const own = rules.channels[channel];
  return { level: own ?? rules.base, isOwn: own !== undefined };
}

export const SOURCE_WORDS = {
  base: 'what counts for all',
  channel: 'its channel',
  intent: 'its intent on all channels',
  pair: 'its own setting',
} as const;

/** Why a level was changed, with the figures that it was changed on. */
export function causeWords({ cause, evidence, threshold }: AutonomyChange): string {
  if (cause === 'owner') return '';
  if (cause === 'undo') return 'an earlier change was undone';
  if (cause === 'proposal') return `proposal accepted${evidence === null ? '' : `: ${draftWords(evidence)}`}`;
  if (evidence === null) return 'the desk stepped back by itself';
  const complaints = `${evidence.count - evidence.good} of ${evidence.count} answers drew a complaint`;
  return `the desk stepped back by itself: ${complaints}, so at best ${percent(evidence.bound)} are good and ${percent(threshold)} are asked for`;
}

export function draftWords({ count, good }: Evidence): string {
  return count === 0 ? 'No drafts were decided yet' : `${good} of ${count} drafts were sent as good as unchanged`;
}

/** What the step from draft to auto still needs. */
export function neededWords(draftsToPropose: number): string {
  if (draftsToPropose === 0) return 'The evidence is there: the desk proposes the step within minutes.';
  const many = draftsToPropose === 1 ? 'one more draft' : `${draftsToPropose} more drafts`;
  return `Needs ${many} in a row, sent as good as unchanged.`;
}
