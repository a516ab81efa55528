import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconHandGrab,
  IconLayoutSidebarRight,
  IconRefresh,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Conversation } from '#contract/conversations.ts';
import { useSession } from '../../../lib/api/api-context.ts';
import type { CommandId } from '../../../lib/commands/catalogue.ts';
import { useCommandHost, useShortcut } from '../../../lib/commands/use-commands.ts';
import { CHANNEL_WORDS, customerName } from '../../../lib/words.ts';
import { ChannelIcon } from '../../../ui/channel-icon.tsx';
import { Keys } from '../../../ui/keys.tsx';
import { possibleActions } from '../commands.ts';
import classes from './conversation-header.module.css';

interface ConversationHeaderProps {
  conversation: Conversation;
  isCustomerShown: boolean;
  onTakeOver: () => void;
  onHandBack: () => void;
  onResolve: () => void;
  onReopen: () => void;
  onToggleCustomer: () => void;
}

export function ConversationHeader({ conversation, isCustomerShown, ...on }: ConversationHeaderProps) {
  const { me } = useSession();
  const can = possibleActions(conversation, me.id);
  return (
    <header className={classes.header}>
      <div className={classes.who}>
        <h2 className={classes.name}>{customerName(conversation.customer)}</h2>
        <p className={classes.state}>
          <ChannelIcon channel={conversation.channel} size={13} />
          <span>
            {CHANNEL_WORDS[conversation.channel]} · {stateText(conversation, me.id)}
          </span>
        </p>
      </div>
      <div className={classes.actions}>
        {can.takeOver && (
          <Action
            command="conversation.take-over"
            icon={IconHandGrab}
            label="Take over"
            isMain
            onClick={on.onTakeOver}
          />
        )}
        {can.handBack && (
          <Action command="conversation.hand-back" icon={IconArrowBackUp} label="Hand back" onClick={on.onHandBack} />
        )}
        {can.resolve && (
          <Action command="conversation.resolve" icon={IconCheck} label="Resolve" isMain onClick={on.onResolve} />
        )}
        {can.reopen && <Action command="conversation.reopen" icon={IconRefresh} label="Reopen" onClick={on.onReopen} />}
        <Tooltip label={isCustomerShown ? 'Hide the customer' : 'Show the customer'}>
          <ActionIcon
            aria-label="Customer details"
            aria-pressed={isCustomerShown}
            onClick={on.onToggleCustomer}
            size={30}
          >
            <IconLayoutSidebarRight size={17} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}

function stateText({ status, handler, assignee, approvalDueAt }: Conversation, myId: string): string {
  if (status === 'closed') return 'Closed';
  if (approvalDueAt !== null) return 'Waits for approval';
  if (handler === 'ai') return 'The AI is answering';
  if (assignee === null) return 'Waiting for a person';
  return assignee.id === myId ? 'You have it' : `${assignee.name} has it`;
}

interface ActionProps {
  command: CommandId;
  icon: TablerIcon;
  label: string;
  isMain?: boolean;
  onClick: () => void;
}

function Action({ command, icon: Icon, label, isMain = false, onClick }: ActionProps) {
  const { isMac } = useCommandHost();
  const shortcut = useShortcut(command);
  return (
    <Tooltip
      disabled={shortcut === undefined}
      label={shortcut === undefined ? '' : <Keys shortcut={shortcut} isMac={isMac} />}
    >
      <Button
        variant={isMain ? 'filled' : 'default'}
        leftSection={<Icon size={15} stroke={1.8} aria-hidden />}
        onClick={onClick}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
