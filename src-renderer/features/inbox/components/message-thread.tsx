import { Button } from '@mantine/core';
import { IconArrowDown, IconMessage2Off } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';
import { failureOf } from '../../../lib/api/failure.ts';
import { dayLabel, dayOf } from '../../../lib/format-time.ts';
import { useTimeZone } from '../../../lib/time-zone.ts';
import { useNow } from '../../../lib/use-now.ts';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import type { useMessages } from '../queries.ts';
import { useStayAtEnd } from '../use-stay-at-end.ts';
import { MessageItem } from './message-item.tsx';
import classes from './message-thread.module.css';

const ESTIMATED_HEIGHT = 110;
const OLDER_WITHIN_ROWS = 5;

/** The messages: opens at the newest, loads older ones on the way up, stays at the end while one is there. */
export function MessageThread({
  thread,
  shown,
}: {
  thread: ReturnType<typeof useMessages>;
  /** A message to go to, also when it is an older one that is not loaded yet. */
  shown?: { messageId: string } | undefined;
}) {
  const { messages, hasNextPage, isFetchingNextPage, fetchNextPage } = thread;
  const nowMs = useNow();
  const timeZone = useTimeZone();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: messages.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => messages[index]?.id ?? index,
    estimateSize: () => ESTIMATED_HEIGHT,
    overscan: 6,
    anchorTo: 'end',
    followOnAppend: true,
  });

  const isLoaded = messages.length > 0;
  const toEnd = useCallback(() => rows.scrollToEnd({ behavior: 'auto' }), [rows]);
  useEffect(() => {
    if (isLoaded) toEnd();
  }, [isLoaded, toEnd]);
  const isAtEnd = useStayAtEnd(scroller, isLoaded, toEnd);

  const visible = rows.getVirtualItems();
  const isNearTop = (visible[0]?.index ?? OLDER_WITHIN_ROWS) < OLDER_WITHIN_ROWS;
  useEffect(() => {
    if (isNearTop && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isNearTop, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const shownIndex = shown === undefined ? -1 : messages.findIndex(({ id }) => id === shown.messageId);
  const reached = useRef<typeof shown>(undefined);
  const isShownMissing = shown !== undefined && shownIndex === -1 && reached.current !== shown;
  useEffect(() => {
    if (isShownMissing && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isShownMissing, hasNextPage, isFetchingNextPage, fetchNextPage]);
  useEffect(() => {
    // Once for each wish: its place changes when older messages are loaded.
    if (shown === undefined || shownIndex === -1 || reached.current === shown) return;
    reached.current = shown;
    rows.scrollToIndex(shownIndex, { align: 'center' });
  }, [rows, shown, shownIndex]);

  if (thread.isPending) return <SkeletonRows rows={4} height={84} />;
  if (thread.isError && !isLoaded) {
    return <ErrorState failure={failureOf(thread.error)} onRetry={() => void thread.refetch()} />;
  }
  if (!isLoaded) return <EmptyState icon={IconMessage2Off} title="Nothing was said yet" />;

  return (
    <div className={classes.thread}>
      <div ref={scroller} className={classes.scroller} role="log" aria-label="Messages">
        {thread.isFetchNextPageError && (
          <Button variant="subtle" fullWidth onClick={() => void fetchNextPage()}>
            Older messages could not be loaded. Try again
          </Button>
        )}
        <div className={classes.rows} style={{ height: rows.getTotalSize() }}>
          {visible.map((row) => {
            const message = messages[row.index];
            if (message === undefined) return null;
            const before = messages[row.index - 1];
            const beginsDay =
              before === undefined || dayOf(before.createdAt, timeZone) !== dayOf(message.createdAt, timeZone);
            const question = messages.slice(0, row.index).findLast(({ author }) => author.kind === 'customer');
            return (
              <div
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                className={classes.row}
                data-shown={message.id === shown?.messageId || undefined}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {beginsDay && <div className={classes.day}>{dayLabel(message.createdAt, nowMs, timeZone)}</div>}
                <MessageItem message={message} question={question?.content} />
              </div>
            );
          })}
        </div>
      </div>
      {!isAtEnd && (
        <Button
          className={classes.newest ?? ''}
          variant="default"
          radius="xl"
          leftSection={<IconArrowDown size={14} aria-hidden />}
          onClick={toEnd}
        >
          Newest
        </Button>
      )}
    </div>
  );
}
