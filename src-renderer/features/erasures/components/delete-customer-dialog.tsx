import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ErasurePreview } from '#contract/erasures.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { showDone } from '../../../ui/toast.tsx';
import classes from '../erasures.module.css';
import { useEraseCustomer, useErasurePreview } from '../queries.ts';
import { listed, removedWords } from '../removed-words.ts';

interface DeleteCustomerDialogProps {
  conversationId: string;
  name: string;
  onClose: () => void;
  onDeleted: () => void;
}

/** The one thing at the desk that nothing brings back: it shows what goes, and wants the name typed. */
export function DeleteCustomerDialog({ conversationId, name, onClose, onDeleted }: DeleteCustomerDialogProps) {
  const preview = useErasurePreview(conversationId);
  return (
    <Modal opened onClose={onClose} title={`Delete ${name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      {preview.isPending && <SkeletonRows rows={4} />}
      {preview.isError && <ErrorState failure={failureOf(preview.error)} onRetry={() => void preview.refetch()} />}
      {preview.data !== undefined && (
        <DeleteForm
          conversationId={conversationId}
          name={name}
          preview={preview.data}
          onClose={onClose}
          onDeleted={onDeleted}
        />
      )}
    </Modal>
  );
}

function DeleteForm({
  conversationId,
  name,
  preview,
  onClose,
  onDeleted,
}: DeleteCustomerDialogProps & { preview: ErasurePreview }) {
  const [typed, setTyped] = useState('');
  const [removeBackups, setRemoveBackups] = useState(preview.canRemoveBackups);
  const erase = useEraseCustomer(() => {
    showDone(`${name} was deleted. Settings, Deleted customers, has the receipt.`);
    onDeleted();
  });
  const { conversations, messages, examples, bookings } = preview;
  const isConfirmed = typed.trim().toLowerCase() === name.trim().toLowerCase();
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isConfirmed) erase.mutate({ id: conversationId, removeBackups });
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <p className={classes.text}>This removes for good, and nothing brings it back:</p>
        <ul className={classes.list}>
          {removedWords({ conversations, messages, examples, bookings }).map((words) => (
            <li key={words}>{words}</li>
          ))}
          {preview.datasets.length > 0 && (
            <li>the files of {listed(preview.datasets.map(({ fileName }) => fileName))}; a new version is built</li>
          )}
        </ul>
        {preview.modelVersions.length > 0 && (
          <p className={classes.warning}>
            {listed(preview.modelVersions.map(({ number }) => `Version ${number}`))} learned from this customer and
            cannot unlearn it. Train a new version on the new dataset, and deploy that.
          </p>
        )}
        {preview.canRemoveBackups ? (
          <Checkbox
            label="Remove older backups too"
            description="A new backup is taken first. Without this, older ones keep the text for up to four weeks."
            checked={removeBackups}
            onChange={(event) => setRemoveBackups(event.currentTarget.checked)}
          />
        ) : (
          <p className={classes.text}>
            Backups of the Postgres server are its owner’s, and keep the text until they go.
          </p>
        )}
        <TextInput
          label={`Type “${name}” to confirm`}
          data-autofocus
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Keep
          </Button>
          <Button type="submit" color="red" disabled={!isConfirmed} loading={erase.isPending}>
            Delete for good
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
