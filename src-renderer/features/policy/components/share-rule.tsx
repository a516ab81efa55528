import { NumberInput, Slider } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from '../policy.module.css';
import { percent } from '../policy-part.ts';

interface ShareRuleProps {
  /** The rule as a sentence. */
  children: ReactNode;
  /** Names the control for who does not see the sentence. */
  label: string;
  value: number;
  min?: number;
  canEdit: boolean;
  onChange: (value: number) => void;
}

/** A rule with a probability in it, as a sentence with its slider and number beside. */
export function ShareRule({ children, label, value, min = 0, canEdit, onChange }: ShareRuleProps) {
  const inPercent = Math.round(value * 100);
  return (
    <div className={classes.rule}>
      <p className={classes.sentence}>{children}</p>
      <Slider
        value={inPercent}
        min={Math.round(min * 100)}
        max={100}
        disabled={!canEdit}
        thumbLabel={label}
        label={() => percent(value)}
        onChange={(next) => onChange(next / 100)}
      />
      <NumberInput
        aria-label={`${label}, per cent`}
        value={inPercent}
        min={Math.round(min * 100)}
        max={100}
        suffix=" %"
        disabled={!canEdit}
        onChange={(next) => typeof next === 'number' && onChange(next / 100)}
      />
    </div>
  );
}
