import { Button, SegmentedControl } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { failureOf } from '../../lib/api/failure.ts';
import { shortcutText } from '../../lib/commands/stroke.ts';
import { useCommandHost, useCommands, useShortcut } from '../../lib/commands/use-commands.ts';
import { neighbour } from '../../lib/neighbour.ts';
import { Screen } from '../../ui/screen.tsx';
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx';
import { EscalationTable } from './components/escalation-table.tsx';
import { useClaim } from './mutations.ts';
import { type QueueStatus, useEscalations } from './queries.ts';

const TABS: { value: QueueStatus; label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'claimed', label: 'Taken' },
  { value: 'done', label: 'Done' },
];

/** Who needs a person, the most urgent first. */
export function EscalationsScreen() {
  const navigate = useNavigate({ from: '/escalations' });
  const { status = 'open' } = useSearch({ from: '/escalations' });
  const queue = useEscalations(status);
  const [chosenId, setChosenId] = useState<string>();
  const openConversation = (conversationId: string) =>
    void navigate({ to: '/inbox/{-$conversationId}', params: { conversationId }, search: { view: 'escalated' } });
  const claim = useClaim(openConversation);

  const ids = queue.escalations.map(({ id }) => id);
  // A chosen entry that left the queue gives way to the most urgent one.
  const selectedId = chosenId !== undefined && ids.includes(chosenId) ? chosenId : ids[0];
  const selected = queue.escalations.find(({ id }) => id === selectedId);
  const take = () => {
    if (selected !== undefined) claim.mutate({ id: selected.conversationId });
  };

  useCommands({
    'escalations.next': () => setChosenId(neighbour(ids, selectedId, 1)),
    'escalations.previous': () => setChosenId(neighbour(ids, selectedId, -1)),
    'escalations.take': { run: take, when: selected?.status === 'open' },
    'escalations.open': {
      run: () => selected && openConversation(selected.conversationId),
      when: selected !== undefined,
    },
  });

  return (
    <Screen
      title="Escalations"
      description={<Description />}
      actions={
        <SegmentedControl
          aria-label="Status"
          data={TABS}
          value={status}
          onChange={(value) => navigate({ search: { status: TABS.find((tab) => tab.value === value)?.value } })}
        />
      }
    >
      {queue.isPending && <SkeletonRows rows={8} height={40} />}
      {queue.isError && queue.escalations.length === 0 && (
        <ErrorState failure={failureOf(queue.error)} onRetry={() => void queue.refetch()} />
      )}
      {queue.isSuccess && queue.escalations.length === 0 && <NobodyWaits status={status} />}
      {queue.escalations.length > 0 && (
        <EscalationTable
          escalations={queue.escalations}
          selectedId={selectedId}
          onSelect={setChosenId}
          onTake={(conversationId) => claim.mutate({ id: conversationId })}
          takingId={claim.isPending ? claim.variables.id : undefined}
        />
      )}
      {queue.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          loading={queue.isFetchingNextPage}
          onClick={() => void queue.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Screen>
  );
}

function Description() {
  const { isMac } = useCommandHost();
  const shortcut = useShortcut('escalations.take');
  return (
    <>
      Customers who need a person, the most urgent first.
      {shortcut !== undefined && ` ${shortcutText(shortcut, isMac)} takes the selected one.`}
    </>
  );
}

function NobodyWaits({ status }: { status: QueueStatus }) {
  return (
    <EmptyState
      icon={IconMoodSmile}
      title={{ open: 'Nobody is waiting', claimed: 'Nothing is in hand', done: 'Nothing was escalated yet' }[status]}
    >
      {status === 'open'
        ? 'When the AI hands a customer over, they appear here at once.'
        : 'Escalations appear here when someone has taken or settled them.'}
    </EmptyState>
  );
}
