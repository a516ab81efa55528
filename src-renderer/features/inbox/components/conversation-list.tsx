import { IconInbox, IconMoodSmile, IconSearchOff } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { InboxView } from '#contract/conversations.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import type { useConversationList } from '../queries.ts';
import classes from './conversation-list.module.css';
import { ConversationRow } from './conversation-row.tsx';

const ROW_HEIGHT = 84;

interface ConversationListProps {
  list: ReturnType<typeof useConversationList>;
  view: InboxView;
  isFiltered: boolean;
  selectedId: string | undefined;
}

/** As many rows as there are conversations, as many elements as fit the window. */
export function ConversationList({ list, view, isFiltered, selectedId }: ConversationListProps) {
  const { conversations, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => conversations[index]?.id ?? index,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });

  const visible = rows.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;
  const isNearEnd = lastVisible >= conversations.length - 10;
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isNearEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const selectedIndex = conversations.findIndex(({ id }) => id === selectedId);
  useEffect(() => {
    if (selectedIndex >= 0) rows.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, rows]);

  if (list.isPending) return <SkeletonRows rows={7} height={68} />;
  if (list.isError && conversations.length === 0) {
    return <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />;
  }
  if (conversations.length === 0) return <NothingHere view={view} isFiltered={isFiltered} />;
  return (
    <div ref={scroller} className={classes.scroller}>
      <ul className={classes.rows} style={{ height: rows.getTotalSize() }} aria-label="Conversations">
        {visible.map((row) => {
          const conversation = conversations[row.index];
          if (conversation === undefined) return null;
          return (
            <li key={row.key} className={classes.row} style={{ transform: `translateY(${row.start}px)` }}>
              <ConversationRow conversation={conversation} isSelected={conversation.id === selectedId} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function NothingHere({ view, isFiltered }: { view: InboxView; isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState icon={IconSearchOff} title="Nothing found">
        No conversation of this view fits. Clear the search, or look in All.
      </EmptyState>
    );
  }
  if (view === 'waiting') {
    return (
      <EmptyState icon={IconMoodSmile} title="Nobody is waiting">
        When a customer needs a person, you see it here at once.
      </EmptyState>
    );
  }
  if (view === 'approval') {
    return (
      <EmptyState icon={IconMoodSmile} title="Nothing waits for approval">
        Where the AI only drafts, its replies wait here until a person sends them.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconInbox} title="No conversations here">
      Open the{' '}
      <a href="/chat" target="_blank" rel="noreferrer">
        customer chat page
      </a>{' '}
      and ask something, or load the sample conversations in Settings.
    </EmptyState>
  );
}
