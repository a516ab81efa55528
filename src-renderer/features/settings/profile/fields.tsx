import { NumberInput, type NumberInputProps } from '@mantine/core';

interface FieldProps extends Pick<NumberInputProps, 'label' | 'description' | 'suffix' | 'max'> {
  value: number;
  error?: string | undefined;
  onChange: (value: number) => void;
}

/** A whole number with its unit. An emptied field is not a number, and is refused when it is saved. */
export function CountField({ value, onChange, ...props }: FieldProps) {
  return (
    <NumberInput
      {...props}
      min={0}
      allowDecimal={false}
      thousandSeparator=","
      value={Number.isNaN(value) ? '' : value}
      onChange={(next) => onChange(typeof next === 'number' ? next : Number.NaN)}
    />
  );
}

/** An amount, shown in dollars and kept in cents. */
export function DollarField({ value, onChange, ...props }: FieldProps) {
  return (
    <NumberInput
      {...props}
      min={0}
      prefix="$"
      decimalScale={2}
      fixedDecimalScale
      thousandSeparator=","
      value={Number.isNaN(value) ? '' : value / 100}
      onChange={(next) => onChange(typeof next === 'number' ? Math.round(next * 100) : Number.NaN)}
    />
  );
}
