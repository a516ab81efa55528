import { Button, Group, Modal, Text } from '@mantine/core';

/** The one question that the desk asks: an unsaved article could not be brought back by an undo. */
export function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  return (
    <Modal opened onClose={onStay} title="The article is not saved" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Text size="sm">What you changed would be lost.</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onLeave}>
          Leave without saving
        </Button>
        <Button onClick={onStay} data-autofocus>
          Keep writing
        </Button>
      </Group>
    </Modal>
  );
}
