import { Button } from '@mantine/core';
import { IconCalendarEvent, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { failureOf } from '../../../lib/api/failure.ts';
import { money } from '../../../lib/format-number.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { showFailure } from '../../../ui/toast.tsx';
import { FACT_WORDS, guestsText } from '../booking-words.ts';
import classes from '../card.module.css';
import { useBookingChanges } from '../mutations.ts';
import { useConversationBookings } from '../queries.ts';
import { BookingDrawer } from './booking-drawer.tsx';
import { BookingPill } from './booking-pill.tsx';
import { HoldClock } from './hold-clock.tsx';
import { StartText } from './start-text.tsx';

/** The bookings of a conversation beside it: what is known, and what is still missing. */
export function ConversationBookings({ conversationId }: { conversationId: string }) {
  const bookings = useConversationBookings(conversationId);
  const { create } = useBookingChanges();
  const [openId, setOpenId] = useState<string>();
  const begin = () =>
    create.mutate(
      { conversationId, facts: {} },
      { onSuccess: ({ id }) => setOpenId(id), onError: (error) => showFailure('Not begun', failureOf(error)) },
    );
  return (
    <section aria-label="Bookings of this customer">
      <h3 className={classes.heading}>
        <IconCalendarEvent size={14} aria-hidden /> Bookings
        <Button
          className={classes.add}
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} />}
          loading={create.isPending}
          onClick={begin}
        >
          New booking
        </Button>
      </h3>
      {bookings.isPending && <SkeletonRows rows={1} height={60} />}
      {bookings.isError && bookings.data === undefined && (
        <ErrorState failure={failureOf(bookings.error)} onRetry={() => void bookings.refetch()} />
      )}
      {bookings.data?.items.length === 0 && <p className={classes.none}>None yet.</p>}
      {bookings.data?.items.map((booking) => (
        <button key={booking.id} type="button" className={classes.card} onClick={() => setOpenId(booking.id)}>
          <span className={classes.line}>
            <BookingPill status={booking.status} />
            {booking.quote !== null && (
              <strong className={classes.total}>{money(booking.quote.totalCents, booking.quote.currency)}</strong>
            )}
          </span>
          <StartText startsAt={booking.startsAt} />
          <span className={classes.muted}>
            {booking.guests === 0 ? 'Guests not known' : guestsText(booking.guests)}
            {booking.address !== null && `, ${booking.address}`}
          </span>
          {booking.status === 'draft' && booking.missing.length > 0 && (
            <span className={classes.missing}>
              Missing: {booking.missing.map((fact) => FACT_WORDS[fact].toLowerCase()).join(', ')}
            </span>
          )}
          {booking.status === 'awaiting_deposit' && booking.heldUntil !== null && (
            <HoldClock until={booking.heldUntil} />
          )}
        </button>
      ))}
      {openId !== undefined && <BookingDrawer id={openId} onClose={() => setOpenId(undefined)} />}
    </section>
  );
}
