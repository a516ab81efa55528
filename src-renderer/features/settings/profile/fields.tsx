import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';

interface FieldProps extends Pick<NumberInputProps, 'label' | 'aria-label' | 'description' | 'suffix' | 'max'> {
  value: number;
  error?: string | undefined;
  onChange: (value: number) => void;
}

/** A whole number with its unit. An emptied field is not a number, and is refused when it is saved. */
export function CountField({ value, onChange, ...props }: FieldProps) {
  const typing = useTyped(value, onChange);
  return <NumberInput {...props} {...typing} min={0} allowDecimal={false} thousandSeparator="," />;
}

/** An amount, shown in dollars and kept in cents. */
export function DollarField({ value, onChange, ...props }: FieldProps) {
  const typing = useTyped(value / 100, (dollars) => onChange(Math.round(dollars * 100)));
  return <NumberInput {...props} {...typing} min={0} prefix="$" decimalScale={2} thousandSeparator="," />;
}

/** Keeps what is being typed as it is typed, such as `60.` on the way to `60.50`, beside the number that it means. */
function useTyped(value: number, onChange: (value: number) => void) {
  const [typed, setTyped] = useState<number | string>(Number.isNaN(value) ? '' : value);
  return {
    value: typed,
    onChange(next: number | string) {
      setTyped(next);
      onChange(next === '' ? Number.NaN : Number(next));
    },
  };
}
