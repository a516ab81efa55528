import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ModelState } from '#contract/models.ts';
import classes from './language-models.module.css';
import { ModelRow } from './model-row.tsx';
import { useModelChanges } from './use-model-changes.ts';

const LONGEST_CHAIN = 10;

/** The models in the order in which they are asked. */
export function ModelChain({ models, canEdit }: { models: readonly ModelState[]; canEdit: boolean }) {
  const { update } = useModelChanges();
  const names = models.map(({ model }) => model);
  const save = (chain: string[]) => update.mutate({ chain });
  return (
    <div>
      <ol className={classes.chain} aria-label="Models, in the order in which they are asked">
        {models.map((model, index) => (
          <ModelRow
            key={model.model}
            state={model}
            place={index + 1}
            canEdit={canEdit && !update.isPending}
            onUp={index === 0 ? undefined : () => save(swapped(names, index - 1))}
            onDown={index === names.length - 1 ? undefined : () => save(swapped(names, index))}
            onRemove={() => save(names.filter((name) => name !== model.model))}
          />
        ))}
        <li className={classes.last}>
          <Text size="sm">Answers from your articles</Text>
          <Text size="xs" c="dimmed">
            Always there, and free
          </Text>
        </li>
      </ol>
      {canEdit && names.length < LONGEST_CHAIN && <AddModel taken={names} onAdd={(name) => save([...names, name])} />}
      {models.some(({ price, isOwnPrice }) => price !== null && !isOwnPrice) && (
        <Text size="xs" c="dimmed" mt={6}>
          List prices are defaults that may be out of date. Enter what your account is charged where they differ.
        </Text>
      )}
    </div>
  );
}

function AddModel({ taken, onAdd }: { taken: readonly string[]; onAdd: (name: string) => void }) {
  const [name, setName] = useState('');
  const wanted = name.trim();
  const isTaken = taken.includes(wanted);
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === '' || isTaken) return;
        onAdd(wanted);
        setName('');
      }}
    >
      <TextInput
        aria-label="Name of a model to add"
        placeholder="Name of a model, such as gpt-4.1-mini"
        value={name}
        error={isTaken ? 'This model stands in the chain already.' : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
        w={300}
      />
      <Button type="submit" variant="default" disabled={wanted === '' || isTaken}>
        Add to the end
      </Button>
    </form>
  );
}

/** The names with the one at `index` and the next exchanged. */
function swapped(names: readonly string[], index: number): string[] {
  return [...names.slice(0, index), ...names.slice(index, index + 2).reverse(), ...names.slice(index + 2)];
}
