import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { isAvailable } from '../../lib/commands/registry.ts';
import { useCommandHost, useCommands } from '../../lib/commands/use-commands.ts';
import { Keys } from '../../ui/keys.tsx';

/** Every command that can be done now, by its name. */
export function Palette() {
  const { registry, shortcuts, isMac } = useCommandHost();
  const commands = useSyncExternalStore(registry.subscribe, registry.list);
  useSyncExternalStore(shortcuts.subscribe, shortcuts.snapshot);

  useCommands({ 'palette.open': spotlight.open });

  // What belongs to the open screen was registered last, and is what a person most likely looks for.
  const groups = Map.groupBy(
    commands.toReversed().filter((command) => command.isKeyOnly !== true && isAvailable(command)),
    (command) => command.group,
  );
  return (
    <Spotlight
      shortcut={null}
      lockScroll={false}
      scrollable
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
      maxHeight={420}
      nothingFound="No command of that name."
      searchProps={{
        leftSection: <IconSearch size={16} aria-hidden />,
        placeholder: 'What do you want to do?',
        'aria-label': 'Search commands',
      }}
      actions={[...groups].map(([group, members]) => ({
        group,
        actions: members.toReversed().map((command) => {
          const shortcut = shortcuts.shortcutOf(command);
          return {
            id: command.id,
            label: command.label,
            onClick: () => void registry.run(command.id),
            rightSection: shortcut === undefined ? null : <Keys shortcut={shortcut} isMac={isMac} />,
          };
        }),
      }))}
    />
  );
}
