import { Button, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import type { ModelBudgets } from '#contract/models.ts';
import classes from './language-models.module.css';
import { useModelChanges } from './use-model-changes.ts';

const FIELDS = [
  { key: 'perMessageMicroUsd', label: 'A message' },
  { key: 'perDayMicroUsd', label: 'A day' },
  { key: 'perMonthMicroUsd', label: 'A month' },
] as const;
const MICRO = 1_000_000;

/** How much the models may cost. An empty field sets no limit. */
export function BudgetForm({ budgets }: { budgets: ModelBudgets }) {
  const { update } = useModelChanges();
  const [changes, setChanges] = useState<Partial<ModelBudgets>>({});
  const isChanged = FIELDS.some(({ key }) => changes[key] !== undefined && changes[key] !== budgets[key]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate({ budgets: changes }, { onSuccess: () => setChanges({}) });
      }}
    >
      <div className={classes.fields}>
        {FIELDS.map(({ key, label }) => {
          const value = changes[key] === undefined ? budgets[key] : changes[key];
          return (
            <NumberInput
              key={key}
              label={label}
              prefix="$"
              min={0}
              decimalScale={4}
              placeholder="No limit"
              w={130}
              value={value === null ? '' : value / MICRO}
              onChange={(next) =>
                setChanges({ ...changes, [key]: typeof next === 'number' ? Math.round(next * MICRO) : null })
              }
            />
          );
        })}
        <Button type="submit" disabled={!isChanged} loading={update.isPending}>
          Save budgets
        </Button>
      </div>
      <Text size="xs" c="dimmed" mt={6}>
        A budget that is used up stops every model with a price at once; customers then get answers from your articles.
        The search by meaning counts too, and goes by words meanwhile.
      </Text>
    </form>
  );
}
