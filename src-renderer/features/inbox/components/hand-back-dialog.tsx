import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';

interface HandBackDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onHandBack: (note: string) => void;
}

/** Gives the conversation back to the AI; a note tells colleagues what was agreed. */
export function HandBackDialog({ isOpen, onClose, onHandBack }: HandBackDialogProps) {
  const [note, setNote] = useState('');
  const handBack = () => {
    onHandBack(note);
    setNote('');
    onClose();
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title="Hand back to the AI" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="sm">
        <Textarea
          label="Note"
          description="What was agreed. It is kept with the conversation; only staff see it."
          autosize
          minRows={3}
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) handBack();
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={handBack}>Hand back to the AI</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
