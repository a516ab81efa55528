import { Tooltip } from '@mantine/core';
import { IconMinus, IconTrendingDown, IconTrendingUp } from '@tabler/icons-react';
import type { Gap } from '#contract/gaps.ts';
import { trendOf } from '../gap-words.ts';
import classes from '../gaps.module.css';

const ICONS = { up: IconTrendingUp, down: IconTrendingDown, same: IconMinus };

/** Whether a question is asked more or less than the week before. */
export function GapTrend({ gap }: { gap: Gap }) {
  const { direction, text } = trendOf(gap);
  const Icon = ICONS[direction];
  return (
    <Tooltip label={text}>
      <span className={classes.trend} data-direction={direction} role="img" aria-label={text}>
        <Icon size={14} aria-hidden /> {gap.thisWeek}
      </span>
    </Tooltip>
  );
}
