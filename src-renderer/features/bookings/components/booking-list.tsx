import { IconCalendarPlus, IconSearchOff } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { failureOf } from '../../../lib/api/failure.ts';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import classes from '../bookings.module.css';
import type { useBookings } from '../queries.ts';
import { BookingRow } from './booking-row.tsx';

const ROW_HEIGHT = 52;

interface BookingListProps {
  list: ReturnType<typeof useBookings>;
  isFiltered: boolean;
  selectedId: string | undefined;
  onOpen: (id: string) => void;
}

/** The next party first; what has no date yet comes last. As many elements as fit the window. */
export function BookingList({ list, isFiltered, selectedId, onOpen }: BookingListProps) {
  const { bookings, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: bookings.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => bookings[index]?.id ?? index,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const visible = rows.getVirtualItems();
  const isNearEnd = (visible.at(-1)?.index ?? 0) >= bookings.length - 10;
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isNearEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const selectedIndex = bookings.findIndex(({ id }) => id === selectedId);
  useEffect(() => {
    if (selectedIndex >= 0) rows.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, rows]);

  if (list.isPending) return <SkeletonRows rows={9} height={ROW_HEIGHT - 10} />;
  if (list.isError && bookings.length === 0)
    return <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />;
  if (bookings.length === 0) return <NoBookings isFiltered={isFiltered} />;
  return (
    <div ref={scroller} className={classes.scroller}>
      <div className={classes.columns} aria-hidden>
        <span>Day and time</span>
        <span>Customer</span>
        <span>Guests</span>
        <span>Status</span>
        <span className={classes.amount}>Total</span>
        <span>Deposit</span>
      </div>
      <ul className={classes.rows} style={{ height: rows.getTotalSize() }} aria-label="Bookings">
        {visible.map((row) => {
          const booking = bookings[row.index];
          if (booking === undefined) return null;
          return (
            <li key={row.key} className={classes.place} style={{ transform: `translateY(${row.start}px)` }}>
              <BookingRow booking={booking} isSelected={booking.id === selectedId} onOpen={() => onOpen(booking.id)} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function NoBookings({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState icon={IconSearchOff} title="No booking fits">
        Clear the search, or look at any status.
      </EmptyState>
    );
  return (
    <EmptyState icon={IconCalendarPlus} title="No bookings yet">
      When a customer asks for a party in a chat, it appears here with everything that they said. For somebody who
      called, begin a new booking.
    </EmptyState>
  );
}
