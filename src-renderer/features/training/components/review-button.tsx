import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CommandId } from '../../../lib/commands/catalogue.ts';
import { useCommandHost, useShortcut } from '../../../lib/commands/use-commands.ts';
import { Keys } from '../../../ui/keys.tsx';

interface ReviewButtonProps {
  command: CommandId;
  variant: 'filled' | 'default' | 'subtle';
  isDisabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** A decision with its key on it: who reviews a hundred examples learns the keys by the way. */
export function ReviewButton({ command, variant, isDisabled = false, onClick, children }: ReviewButtonProps) {
  const { isMac } = useCommandHost();
  const shortcut = useShortcut(command);
  return (
    <Button
      variant={variant}
      disabled={isDisabled}
      onClick={onClick}
      rightSection={
        shortcut === undefined ? undefined : (
          <span aria-hidden>
            <Keys shortcut={shortcut} isMac={isMac} />
          </span>
        )
      }
    >
      {children}
    </Button>
  );
}
