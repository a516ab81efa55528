import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconWand } from '@tabler/icons-react';
import { type CopilotState, Language, type RewriteStyle } from '#contract/copilot.ts';
import { useCommandHost, useShortcut } from '../../../../lib/commands/use-commands.ts';
import { Keys } from '../../../../ui/keys.tsx';
import { LANGUAGE_WORDS, STYLE_WORDS } from '../copilot-words.ts';
import classes from './copilot.module.css';

interface RewriteMenuProps {
  rewrites: CopilotState['rewrites'];
  isOpen: boolean;
  isDisabled: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onRewrite: (style: RewriteStyle, language?: Language) => void;
}

/** Other words for what is written. What cannot be done without a model says so. */
export function RewriteMenu({ rewrites, isOpen, isDisabled, onOpenChange, onRewrite }: RewriteMenuProps) {
  const { isMac } = useCommandHost();
  const keys = useShortcut('conversation.rewrite');
  const translate = rewrites.find(({ style }) => style === 'translate');
  return (
    <Menu opened={isOpen} onChange={onOpenChange} position="top-start" width={270} disabled={isDisabled}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconWand size={13} aria-hidden />}
          rightSection={
            keys === undefined ? <IconChevronDown size={12} aria-hidden /> : <Keys shortcut={keys} isMac={isMac} />
          }
          disabled={isDisabled}
        >
          Rewrite
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {rewrites
          .filter(({ style }) => style !== 'translate')
          .map(({ style, isAvailable, reason }) => (
            <Menu.Item key={style} disabled={!isAvailable} onClick={() => onRewrite(style)}>
              {STYLE_WORDS[style].label}
              {reason !== null && <span className={classes.reason}>{reason}</span>}
            </Menu.Item>
          ))}
        <Menu.Divider />
        {translate?.isAvailable === true ? (
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item>Translate into</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {Language.options.map((language) => (
                <Menu.Item key={language} onClick={() => onRewrite('translate', language)}>
                  {LANGUAGE_WORDS[language]}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        ) : (
          <Menu.Item disabled>
            Translate
            <span className={classes.reason}>{translate?.reason}</span>
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
