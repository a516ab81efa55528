import { Drawer } from '@mantine/core';
import { failureOf } from '../../../lib/api/failure.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { useBooking, useBusiness } from '../queries.ts';
import { BookingDetail } from './booking-detail.tsx';

/** One booking beside the list or the calendar. */
export function BookingDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const booking = useBooking(id);
  const business = useBusiness();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title="Booking"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {booking.data !== undefined && business.data !== undefined ? (
        <BookingDetail booking={booking.data} profile={business.data.profile} />
      ) : booking.isError || business.isError ? (
        <ErrorState
          failure={failureOf(booking.error ?? business.error)}
          onRetry={() => void Promise.all([booking.refetch(), business.refetch()])}
        />
      ) : (
        <SkeletonRows rows={8} />
      )}
    </Drawer>
  );
}
