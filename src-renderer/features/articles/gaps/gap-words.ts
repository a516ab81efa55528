import type { Gap, GapSort, GapStatus } from '#contract/gaps.ts';
import { count } from '../../../lib/format-number.ts';

export const GAP_STATUS_WORDS: Record<GapStatus, string> = {
  open: 'Open',
  answered: 'Answered',
  dismissed: 'Dismissed',
};

export const GAP_SORT_WORDS: Record<GapSort, string> = {
  count: 'Most customers',
  newest: 'Newest',
  lost: 'Most handed over',
};

export interface Trend {
  direction: 'up' | 'down' | 'same';
  text: string;
}

/** This week against the week before, in words that make sense for small numbers. */
export function trendOf({ thisWeek, weekBefore }: Pick<Gap, 'thisWeek' | 'weekBefore'>): Trend {
  const direction = thisWeek > weekBefore ? 'up' : thisWeek < weekBefore ? 'down' : 'same';
  return { direction, text: `${count(thisWeek)} this week, ${count(weekBefore)} the week before` };
}
