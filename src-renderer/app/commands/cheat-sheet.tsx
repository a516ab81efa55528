import { Modal, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useSyncExternalStore } from 'react';
import { useCommandHost, useCommands } from '../../lib/commands/use-commands.ts';
import { Keys } from '../../ui/keys.tsx';
import classes from './cheat-sheet.module.css';

/** Every shortcut of the screen that is open, grouped. */
export function CheatSheet() {
  const { registry, shortcuts, isMac } = useCommandHost();
  const commands = useSyncExternalStore(registry.subscribe, registry.list);
  useSyncExternalStore(shortcuts.subscribe, shortcuts.snapshot);
  const [isOpen, { open, close }] = useDisclosure();

  useCommands({ 'shortcuts.open': open });

  const groups = Map.groupBy(
    commands.flatMap((command) => {
      const shortcut = shortcuts.shortcutOf(command);
      return shortcut === undefined ? [] : [{ ...command, shortcut }];
    }),
    (command) => command.group,
  );
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title="Keyboard shortcuts"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <SimpleGrid cols={2} spacing="xl">
        {[...groups].map(([group, members]) => (
          <Stack key={group} gap={2}>
            <h3 className={classes.group}>{group}</h3>
            {members.map(({ id, label, shortcut }) => (
              <div key={id} className={classes.row}>
                <span>{label}</span>
                <Keys shortcut={shortcut} isMac={isMac} />
              </div>
            ))}
          </Stack>
        ))}
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt="md">
        Shortcuts can be changed in Settings.
      </Text>
    </Modal>
  );
}
