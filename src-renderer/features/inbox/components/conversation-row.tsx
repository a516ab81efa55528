import { IconClockExclamation, IconRobot, IconUser, IconUserQuestion, IconWritingSign } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Conversation } from '#contract/conversations.ts';
import { customerName, REASON_WORDS } from '../../../lib/words.ts';
import { ChannelIcon } from '../../../ui/channel-icon.tsx';
import { DueClock } from '../../../ui/due-clock.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { WaitClock } from '../../../ui/wait-clock.tsx';
import classes from './conversation-row.module.css';

/** Who wrote, what was said last, who has it, and since when the customer waits. */
export const ConversationRow = memo(function ConversationRow({
  conversation,
  isSelected,
}: {
  conversation: Conversation;
  isSelected: boolean;
}) {
  const { id, channel, customer, preview, lastMessageAt, lastMessageRole, escalation } = conversation;
  const { waitingSince, approvalDueAt } = conversation;
  return (
    <Link
      to="/inbox/{-$conversationId}"
      params={{ conversationId: id }}
      search={(before) => before}
      className={classes.row}
      data-selected={isSelected}
      aria-current={isSelected ? 'true' : undefined}
    >
      <span className={classes.line}>
        <ChannelIcon channel={channel} size={14} />
        <span className={classes.name}>{customerName(customer)}</span>
        {conversation.isSample && <StatusPill tone="neutral">Sample</StatusPill>}
        <span className={classes.time}>
          <RelativeTime at={lastMessageAt} />
        </span>
      </span>
      <span className={classes.preview}>
        {lastMessageRole === 'assistant' && <span className={classes.us}>Reply: </span>}
        {preview === '' ? 'No messages yet' : preview}
      </span>
      <span className={classes.line}>
        <Owner conversation={conversation} />
        {escalation !== null && escalation.reason !== 'staff_takeover' && (
          <StatusPill tone="neutral">{REASON_WORDS[escalation.reason]}</StatusPill>
        )}
        {approvalDueAt !== null && (
          <span className={classes.time}>
            <DueClock dueAt={approvalDueAt} />
          </span>
        )}
        {waitingSince !== null && approvalDueAt === null && (
          <span className={classes.time}>
            <WaitClock since={waitingSince} icon={IconClockExclamation} />
          </span>
        )}
      </span>
    </Link>
  );
});

/** Who answers next: the AI, a person by name, or nobody yet. */
function Owner({ conversation: { status, handler, assignee, approvalDueAt } }: { conversation: Conversation }) {
  if (status === 'closed') return <StatusPill tone="neutral">Closed</StatusPill>;
  if (approvalDueAt !== null) {
    return (
      <StatusPill tone="warn" icon={IconWritingSign}>
        To approve
      </StatusPill>
    );
  }
  if (handler === 'ai') {
    return (
      <StatusPill tone="accent" icon={IconRobot}>
        AI
      </StatusPill>
    );
  }
  if (assignee === null) {
    return (
      <StatusPill tone="bad" icon={IconUserQuestion}>
        Nobody
      </StatusPill>
    );
  }
  return (
    <StatusPill tone="staff" icon={IconUser}>
      {assignee.name}
    </StatusPill>
  );
}
