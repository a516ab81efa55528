import { Checkbox, Fieldset, Group, Text } from '@mantine/core';
import type { ComplaintSeverity, SeverityLimits } from '#contract/complaints.ts';
import { CountField, DollarField } from '../profile/fields.tsx';

interface SeverityFieldsProps {
  severity: ComplaintSeverity;
  limits: SeverityLimits;
  problem: string | undefined;
  /** What the AI could say within these limits. */
  example: string | undefined;
  onChange: (change: Partial<SeverityLimits>) => void;
}

const WORDS: Record<ComplaintSeverity, string> = {
  minor: 'Minor: a short wait, food that was not hot, small portions',
  moderate: 'Moderate: a long wait, rude behaviour, a wrong charge, something missing',
  serious: 'Serious: nobody came, damage, raw food, a ruined party',
};

/** What may be offered for complaints of one severity, with a sentence that shows it. */
export function SeverityFields({ severity, limits, problem, example, onChange }: SeverityFieldsProps) {
  return (
    <Fieldset legend={WORDS[severity]} mb="sm">
      <Group align="flex-start" grow>
        <CountField
          label="Credit"
          description="of the price"
          suffix=" %"
          max={100}
          value={limits.creditPercent}
          onChange={(creditPercent) => onChange({ creditPercent })}
        />
        <CountField
          label="Discount"
          description="off the next party"
          suffix=" %"
          max={100}
          value={limits.discountPercent}
          onChange={(discountPercent) => onChange({ discountPercent })}
        />
        <CountField
          label="Refund"
          description="of the price"
          suffix=" %"
          max={100}
          value={limits.refundPercent}
          onChange={(refundPercent) => onChange({ refundPercent })}
        />
        <DollarField
          label="Never more than"
          description="for one complaint"
          value={limits.maximumCents}
          error={problem}
          onChange={(maximumCents) => onChange({ maximumCents })}
        />
      </Group>
      <Group mt="xs">
        <Checkbox
          label="Settle by an apology alone"
          checked={limits.apology}
          onChange={(event) => onChange({ apology: event.currentTarget.checked })}
        />
        <Checkbox
          label="Cook again"
          checked={limits.redo}
          onChange={(event) => onChange({ redo: event.currentTarget.checked })}
        />
      </Group>
      <Text size="sm" c="dimmed" mt="xs" aria-live="polite">
        {example ?? 'Complete the fields to see what the AI could say.'}
      </Text>
    </Fieldset>
  );
}
