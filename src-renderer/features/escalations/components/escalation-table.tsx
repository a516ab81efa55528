import { Button, Table } from '@mantine/core';
import { IconClock, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { customerName, REASON_WORDS } from '../../../lib/words.ts';
import { ChannelIcon } from '../../../ui/channel-icon.tsx';
import { DueClock } from '../../../ui/due-clock.tsx';
import { PriorityPill } from '../../../ui/priority-pill.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import type { QueueEntry } from '../queries.ts';
import classes from './escalation-table.module.css';

interface EscalationTableProps {
  escalations: readonly QueueEntry[];
  selectedId: string | undefined;
  onSelect: (id: string) => void;
  onTake: (conversationId: string) => void;
  takingId: string | undefined;
}

export function EscalationTable({ escalations, selectedId, onSelect, onTake, takingId }: EscalationTableProps) {
  return (
    <Table stickyHeader aria-label="Escalations" className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Priority</Table.Th>
          <Table.Th>Customer</Table.Th>
          <Table.Th>Reason</Table.Th>
          <Table.Th>Since</Table.Th>
          <Table.Th>Due</Table.Th>
          <Table.Th>Who</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {escalations.map((entry) => (
          <EscalationRow
            key={entry.id}
            entry={entry}
            isSelected={entry.id === selectedId}
            isTaking={takingId === entry.conversationId}
            onSelect={() => onSelect(entry.id)}
            onTake={() => onTake(entry.conversationId)}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface EscalationRowProps {
  entry: QueueEntry;
  isSelected: boolean;
  isTaking: boolean;
  onSelect: () => void;
  onTake: () => void;
}

function EscalationRow({ entry, isSelected, isTaking, onSelect, onTake }: EscalationRowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const name = customerName(entry.customer);
  return (
    <Table.Tr
      ref={row}
      data-selected={isSelected}
      aria-current={isSelected ? 'true' : undefined}
      className={classes.row}
      onClick={onSelect}
    >
      <Table.Td>
        <PriorityPill priority={entry.priority} />
      </Table.Td>
      <Table.Td className={classes.customer}>
        <ChannelIcon channel={entry.channel} size={14} />{' '}
        <Link
          to="/inbox/{-$conversationId}"
          params={{ conversationId: entry.conversationId }}
          search={{ view: 'escalated' }}
        >
          {name}
        </Link>
      </Table.Td>
      <Table.Td className={classes.reason}>
        <span className={classes.word}>{REASON_WORDS[entry.reason]}</span>
        <span className={classes.detail}>{entry.detail === '' ? entry.preview : entry.detail}</span>
      </Table.Td>
      <Table.Td className={classes.time}>
        <RelativeTime at={entry.createdAt} />
      </Table.Td>
      <Table.Td className={classes.time}>
        {entry.status === 'open' && entry.dueAt !== null ? (
          <DueClock dueAt={entry.dueAt} />
        ) : (
          <StatusPill tone="neutral" icon={IconClock}>
            {entry.status === 'open' ? 'No due time' : entry.status === 'claimed' ? 'In hand' : 'Settled'}
          </StatusPill>
        )}
      </Table.Td>
      <Table.Td className={classes.who}>
        {entry.status === 'open' ? (
          <Button
            size="compact-xs"
            variant={isSelected ? 'filled' : 'default'}
            loading={isTaking}
            aria-label={`Take ${name}`}
            onClick={(event) => {
              event.stopPropagation();
              onTake();
            }}
          >
            Take
          </Button>
        ) : (
          entry.assignee !== null && (
            <StatusPill tone="staff" icon={IconUser}>
              {entry.assignee.name}
            </StatusPill>
          )
        )}
      </Table.Td>
    </Table.Tr>
  );
}
