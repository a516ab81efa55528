import { Progress, Text } from '@mantine/core';
import type { ModelSettings } from '#contract/models.ts';
import { dollars } from '../../../../lib/format-number.ts';
import { exactTime } from '../../../../lib/format-time.ts';
import { useTimeZone } from '../../../../lib/time-zone.ts';
import classes from './language-models.module.css';

const NEARLY_PERCENT = 80;

/** What is spent, against the budgets, and when each begins anew. */
export function SpendBars({ budgets, spend }: Pick<ModelSettings, 'budgets' | 'spend'>) {
  return (
    <div className={classes.bars}>
      <Bar name="Today" spent={spend.todayMicroUsd} limit={budgets.perDayMicroUsd} resetsAt={spend.dayResetsAt} />
      <Bar
        name="This month"
        spent={spend.monthMicroUsd}
        limit={budgets.perMonthMicroUsd}
        resetsAt={spend.monthResetsAt}
      />
    </div>
  );
}

function Bar(props: { name: string; spent: number; limit: number | null; resetsAt: string }) {
  const { name, spent, limit, resetsAt } = props;
  const percent = limit === null ? 0 : limit === 0 ? 100 : Math.min(100, Math.round((spent / limit) * 100));
  const color = percent >= 100 ? 'red' : percent >= NEARLY_PERCENT ? 'yellow' : undefined;
  const timeZone = useTimeZone();
  return (
    <div>
      <Text size="sm">
        {name}: {dollars(spent)} {limit === null ? 'spent, no limit' : `of ${dollars(limit)} (${percent} %)`}
      </Text>
      {limit !== null && (
        <Progress value={percent} mt={4} aria-label={`${name}, share of the budget`} {...(color && { color })} />
      )}
      <Text size="xs" c="dimmed" mt={2}>
        Begins anew {exactTime(resetsAt, timeZone)}
      </Text>
    </div>
  );
}
