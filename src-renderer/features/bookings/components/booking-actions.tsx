import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarDown, IconCash, IconEdit } from '@tabler/icons-react';
import type { Booking } from '#contract/bookings.ts';
import type { BusinessProfile } from '#contract/business.ts';
import { money } from '../../../lib/format-number.ts';
import { PURPOSE_WORDS } from '../booking-words.ts';
import { useBookingChanges } from '../mutations.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { RescheduleDialog } from './reschedule-dialog.tsx';

interface BookingActionsProps {
  booking: Booking;
  profile: BusinessProfile;
  onEdit: () => void;
}

/** Of these, a calendar gets an entry or loses one. */
const IN_CALENDARS: ReadonlySet<Booking['status']> = new Set(['confirmed', 'completed', 'cancelled']);

/** What can be done with the booking as it stands; the likeliest next step comes first. */
export function BookingActions({ booking, profile, onEdit }: BookingActionsProps) {
  const { hold, markPaid, download } = useBookingChanges();
  const [isCancelling, cancelling] = useDisclosure();
  const [isMoving, moving] = useDisclosure();
  const version = { id: booking.id, expectedVersion: booking.version };
  const { status } = booking;
  const isOver = status === 'cancelled' || status === 'completed';
  const due = booking.payments.find((payment) => payment.status === 'pending');
  return (
    <>
      <Group gap={8}>
        {status === 'quoted' && (
          <Button leftSection={<IconCash size={15} />} loading={hold.isPending} onClick={() => hold.mutate(version)}>
            Ask for the deposit
          </Button>
        )}
        {due !== undefined && (
          <Button
            leftSection={<IconCash size={15} />}
            variant={status === 'awaiting_deposit' ? 'filled' : 'default'}
            loading={markPaid.isPending}
            onClick={() => markPaid.mutate(version)}
          >
            {due.purpose === 'refund'
              ? 'Mark refund as given back'
              : `Mark ${PURPOSE_WORDS[due.purpose].toLowerCase()} as paid`}{' '}
            ({money(due.amountCents, booking.quote?.currency)})
          </Button>
        )}
        {!isOver && (
          <Button variant="default" leftSection={<IconEdit size={15} />} onClick={onEdit}>
            Edit
          </Button>
        )}
        {status === 'confirmed' && (
          <Button variant="default" onClick={moving.open}>
            Reschedule
          </Button>
        )}
        {booking.startsAt !== null && IN_CALENDARS.has(status) && (
          <Button variant="default" leftSection={<IconCalendarDown size={15} />} onClick={() => void download(booking)}>
            Calendar file
          </Button>
        )}
        {!isOver && (
          <Button variant="subtle" color="red" onClick={cancelling.open}>
            Cancel the party
          </Button>
        )}
      </Group>
      {isCancelling && <CancelDialog booking={booking} onClose={cancelling.close} />}
      {isMoving && <RescheduleDialog booking={booking} profile={profile} onClose={moving.close} />}
    </>
  );
}
