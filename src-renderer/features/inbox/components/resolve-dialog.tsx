import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';

interface ResolveDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onResolve: (resolution: string) => void;
}

/** Closing says what was done, for whoever meets this customer next. */
export function ResolveDialog({ isOpen, onClose, onResolve }: ResolveDialogProps) {
  const [resolution, setResolution] = useState('');
  const resolve = () => {
    onResolve(resolution);
    setResolution('');
    onClose();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Resolve the conversation"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="sm">
        <Textarea
          label="Resolution"
          description="What was done. Only staff see it."
          autosize
          minRows={3}
          data-autofocus
          value={resolution}
          onChange={(event) => setResolution(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) resolve();
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={resolve}>Resolve and close</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
