import { NumberInput } from '@mantine/core';
import classes from '../detail.module.css';

interface CountFieldsProps {
  label: string;
  offered: readonly { key: string; name: string }[];
  counts: Record<string, number>;
  error: string | undefined;
  onChange: (counts: Record<string, number>) => void;
}

/** How many of each thing on the menu. */
export function CountFields({ label, offered, counts, error, onChange }: CountFieldsProps) {
  return (
    <fieldset className={classes.counts}>
      <legend>{label}</legend>
      {offered.map(({ key, name }) => (
        <NumberInput
          key={key}
          label={name}
          size="xs"
          min={0}
          allowDecimal={false}
          value={counts[key] ?? ''}
          onChange={(value) => {
            const { [key]: _old, ...others } = counts;
            onChange(typeof value === 'number' && value > 0 ? { ...others, [key]: value } : others);
          }}
        />
      ))}
      {error !== undefined && (
        <p className={classes.problem} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
