import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Failure } from '../lib/api/failure.ts';

const UNDO_MS = 8_000;

/** Says what was done and offers to undo it, for as long as it takes to notice a mistake. */
export function showUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: UNDO_MS,
    withBorder: true,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          variant="subtle"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  });
}

export function showDone(message: string): void {
  notifications.show({ message, autoClose: 4_000, withBorder: true });
}

/** What a person can settle alone; for everything else the id leads to the log. */
const SELF_EXPLAINING: readonly Failure['code'][] = ['BAD_INPUT', 'FORBIDDEN', 'CONFLICT', 'ALREADY_TAKEN', 'OFFLINE'];

/** A failed action: what happened and, where someone may have to look it up, the id under which the log has it. */
export function showFailure(title: string, failure: Failure): void {
  const needsId = failure.requestId !== undefined && !SELF_EXPLAINING.includes(failure.code);
  notifications.show({
    title,
    message: needsId ? `${failure.message} (request ${failure.requestId})` : failure.message,
    color: 'red',
    autoClose: 8_000,
    withBorder: true,
  });
}
