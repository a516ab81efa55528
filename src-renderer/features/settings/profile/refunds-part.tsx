import { ActionIcon, Button, Group } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { CountField } from './fields.tsx';
import type { ProfilePartProps } from './profile-part.ts';
import { problemAt } from './profile-problems.ts';

/** What a cancellation gives back, by the days of notice; the last rule counts for everything later. */
export function RefundsPart({ profile: { refunds }, problems, onChange }: ProfilePartProps) {
  const set = (index: number, change: Partial<(typeof refunds)[number]>) =>
    onChange({ refunds: refunds.map((rule, at) => (at === index ? { ...rule, ...change } : rule)) });
  return (
    <>
      {[...refunds.entries()].map(([place, rule]) => (
        <Group key={`${place} of ${refunds.length}`} align="flex-end" grow wrap="nowrap" preventGrowOverflow={false}>
          <CountField
            label="With notice of at least"
            suffix=" days"
            value={rule.daysAhead}
            error={problemAt(problems, `refunds.${place}.daysAhead`)}
            onChange={(daysAhead) => set(place, { daysAhead })}
          />
          <CountField
            label="Given back"
            suffix=" % of what was paid"
            value={rule.refundPercent}
            error={problemAt(problems, `refunds.${place}.refundPercent`)}
            onChange={(refundPercent) => set(place, { refundPercent })}
          />
          <CountField
            label="Less a fee of"
            suffix=" %"
            value={rule.processingFeePercent}
            error={problemAt(problems, `refunds.${place}.processingFeePercent`)}
            onChange={(processingFeePercent) => set(place, { processingFeePercent })}
          />
          <ActionIcon
            variant="subtle"
            style={{ flexGrow: 0 }}
            aria-label="Remove this rule"
            disabled={refunds.length === 1}
            onClick={() => onChange({ refunds: refunds.filter((_, at) => at !== place) })}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {problems.refunds !== undefined && <p role="alert">{problems.refunds}</p>}
      <Button
        variant="subtle"
        w="fit-content"
        leftSection={<IconPlus size={14} />}
        onClick={() => {
          const most = (refunds[0]?.daysAhead ?? 0) + 7;
          onChange({ refunds: [{ daysAhead: most, refundPercent: 100, processingFeePercent: 0 }, ...refunds] });
        }}
      >
        Add a rule
      </Button>
    </>
  );
}
