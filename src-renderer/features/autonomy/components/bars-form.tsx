import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { AutonomyRules } from '#contract/autonomy.ts';
import classes from '../autonomy.module.css';
import { useAutonomyChanges } from '../queries.ts';

/** How much evidence a step to auto needs. */
export function BarsForm({ rules, canEdit }: { rules: AutonomyRules; canEdit: boolean }) {
  const { setBars } = useAutonomyChanges();
  const [percent, setPercent] = useState<number | string>(Math.round(rules.threshold * 100));
  const [decisions, setDecisions] = useState<number | string>(rules.minDecisions);
  const isChanged = percent !== Math.round(rules.threshold * 100) || decisions !== rules.minDecisions;
  const isWhole = typeof percent === 'number' && typeof decisions === 'number';
  return (
    <form
      className={classes.detail}
      aria-label="What a step needs"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) setBars.mutate({ threshold: percent / 100, minDecisions: decisions });
      }}
    >
      <h2 className={classes.title}>What a step needs</h2>
      <NumberInput
        label="Share of good answers"
        description="At least this many must be good for the AI to answer by itself, and to go on doing so."
        suffix=" %"
        min={50}
        max={99}
        allowDecimal={false}
        disabled={!canEdit}
        value={percent}
        onChange={setPercent}
      />
      <NumberInput
        label="Decided drafts"
        description="So many drafts people must have decided before a step is proposed."
        min={10}
        max={500}
        allowDecimal={false}
        disabled={!canEdit}
        value={decisions}
        onChange={setDecisions}
      />
      {canEdit && (
        <Button type="submit" variant="default" disabled={!isChanged || !isWhole} loading={setBars.isPending}>
          Save
        </Button>
      )}
    </form>
  );
}
