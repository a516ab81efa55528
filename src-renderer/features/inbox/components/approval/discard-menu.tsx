import { Button, Menu } from '@mantine/core';
import { DiscardReason } from '#contract/drafts.ts';
import { DISCARD_WORDS } from '../../copilot/copilot-words.ts';

interface DiscardMenuProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onDiscard: (reason: DiscardReason) => void;
}

/** Puts the draft away, with the reason that the AI learns from. */
export function DiscardMenu({ isOpen, onOpenChange, onDiscard }: DiscardMenuProps) {
  return (
    <Menu opened={isOpen} onChange={onOpenChange} position="top-end" withinPortal>
      <Menu.Target>
        <Button variant="subtle" color="gray">
          Discard
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Why? The AI learns from it</Menu.Label>
        {DiscardReason.options.map((reason) => (
          <Menu.Item key={reason} onClick={() => onDiscard(reason)}>
            {DISCARD_WORDS[reason]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
