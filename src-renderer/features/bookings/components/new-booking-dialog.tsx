import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FactName } from '#contract/bookings.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { showFailure } from '../../../ui/toast.tsx';
import { problemsOf, readFields, toFields } from '../fact-form.ts';
import { useBookingChanges } from '../mutations.ts';

/** Begins a booking for somebody who called or came by. The rest is filled in where it opens. */
export function NewBookingDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (id: string) => void }) {
  const { create } = useBookingChanges();
  const [fields, setFields] = useState(() => toFields({}));
  const [problems, setProblems] = useState<Partial<Record<FactName, string>>>({});

  function begin(): void {
    const read = readFields(fields, {});
    const isEmpty = Object.keys(read.facts).length === 0 && Object.keys(read.problems).length === 0;
    const found = isEmpty ? { name: 'Give a name, a phone number or an e-mail address.' } : read.problems;
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    create.mutate(
      { facts: read.facts },
      {
        onSuccess: ({ id }) => onCreated(id),
        onError(error) {
          const failure = failureOf(error);
          if (failure.issues === undefined) showFailure('Not begun', failure);
          else setProblems(problemsOf(failure.issues));
        },
      },
    );
  }
  const field = (name: 'name' | 'phone' | 'email', label: string) => (
    <TextInput
      label={label}
      value={fields[name]}
      error={problems[name]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setFields((before) => ({ ...before, [name]: value }));
      }}
    />
  );
  return (
    <Modal opened onClose={onClose} title="New booking" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          begin();
        }}
      >
        <Stack gap="sm">
          {field('name', 'Name')}
          {field('phone', 'Phone')}
          {field('email', 'E-mail')}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Begin
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
