import { Button, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import type { ModelPrice } from '#contract/models.ts';
import classes from './language-models.module.css';
import { useModelChanges } from './use-model-changes.ts';

interface PriceFormProps {
  model: string;
  price: ModelPrice | null;
  isOwn: boolean;
  canEdit: boolean;
}

/** What a million tokens cost: shown, and corrected by the owner. */
export function PriceForm({ model, price, isOwn, canEdit }: PriceFormProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <Text size="xs" c="dimmed" span>
        {price === null
          ? 'Price not known: its calls do not count against the budgets. '
          : `$${price.input} in, $${price.output} out for a million tokens (${isOwn ? 'your price' : 'list price'}). `}
      </Text>
      {canEdit && (
        <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {price === null ? 'Enter a price' : 'Change the price'}
        </Button>
      )}
      {isOpen && canEdit && <Fields model={model} price={price} isOwn={isOwn} onDone={() => setOpen(false)} />}
    </div>
  );
}

function Fields({ model, price, isOwn, onDone }: Omit<PriceFormProps, 'canEdit'> & { onDone: () => void }) {
  const { update } = useModelChanges();
  const [input, setInput] = useState<number | string>(price?.input ?? '');
  const [output, setOutput] = useState<number | string>(price?.output ?? '');
  const isWhole = typeof input === 'number' && typeof output === 'number';
  const save = (own: ModelPrice | null) => update.mutate({ prices: { [model]: own } }, { onSuccess: onDone });
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) save({ input, output });
      }}
    >
      <NumberInput label="In" prefix="$" min={0} decimalScale={4} w={110} value={input} onChange={setInput} />
      <NumberInput label="Out" prefix="$" min={0} decimalScale={4} w={110} value={output} onChange={setOutput} />
      <Button type="submit" variant="default" disabled={!isWhole} loading={update.isPending}>
        Save price
      </Button>
      {isOwn && (
        <Button variant="subtle" onClick={() => save(null)}>
          Use the list price
        </Button>
      )}
    </form>
  );
}
