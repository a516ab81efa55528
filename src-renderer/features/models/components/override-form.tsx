import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './trial.module.css';

interface OverrideFormProps {
  /** What stands against it, and the question for the reason. */
  label: string;
  isSaving: boolean;
  onSave: (override: string) => void;
}

/** Saves a change against what its replay says, with a reason that stays on record. */
export function OverrideForm({ label, isSaving, onSave }: OverrideFormProps) {
  const [override, setOverride] = useState('');
  return (
    <form
      className={classes.override}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(override);
      }}
    >
      <TextInput
        flex={1}
        label={label}
        description="Kept in the audit log"
        maxLength={500}
        value={override}
        onChange={(event) => setOverride(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={override.trim() === ''} loading={isSaving}>
        Save all the same
      </Button>
    </form>
  );
}
