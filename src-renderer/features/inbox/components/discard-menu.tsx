import { Button, type ButtonProps, Menu, type MenuProps } from '@mantine/core';
import { DiscardReason } from '#contract/drafts.ts';
import { DISCARD_WORDS } from '../copilot/copilot-words.ts';

interface DiscardMenuProps extends Pick<MenuProps, 'opened' | 'onChange'>, Pick<ButtonProps, 'size'> {
  label: string;
  onDiscard: (reason: DiscardReason) => void;
}

/** Puts a draft away, with the reason that the AI learns from. */
export function DiscardMenu({ label, size, onDiscard, ...menu }: DiscardMenuProps) {
  return (
    <Menu position="top-end" withinPortal {...menu}>
      <Menu.Target>
        <Button variant="subtle" color="gray" {...(size === undefined ? {} : { size })}>
          {label}
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
