import { useDisclosure } from '@mantine/hooks';
import { IconMessages } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Booking } from '#contract/bookings.ts';
import type { BusinessProfile } from '#contract/business.ts';
import { FACT_WORDS } from '../booking-words.ts';
import classes from '../detail.module.css';
import { BookingActions } from './booking-actions.tsx';
import { BookingFactList } from './booking-fact-list.tsx';
import { BookingForm } from './booking-form.tsx';
import { BookingMoney } from './booking-money.tsx';
import { BookingPill } from './booking-pill.tsx';
import { BookingTimeline } from './booking-timeline.tsx';
import { HoldClock } from './hold-clock.tsx';
import { StartText } from './start-text.tsx';

/** Everything that is known of a booking, who said it, and what can be done with it. */
export function BookingDetail({ booking, profile }: { booking: Booking; profile: BusinessProfile }) {
  const [isEditing, editing] = useDisclosure();
  return (
    <div className={classes.detail}>
      <header>
        <h2 className={classes.title}>{booking.customerName ?? booking.customerId}</h2>
        <p className={classes.line}>
          <BookingPill status={booking.status} />
          <StartText startsAt={booking.startsAt} />
          {booking.status === 'awaiting_deposit' && booking.heldUntil !== null && (
            <HoldClock until={booking.heldUntil} />
          )}
        </p>
        {booking.conversationId !== null && (
          <Link
            to="/inbox/{-$conversationId}"
            params={{ conversationId: booking.conversationId }}
            className={classes.link}
          >
            <IconMessages size={14} aria-hidden /> Open the conversation
          </Link>
        )}
      </header>
      {booking.missing.length > 0 && booking.status === 'draft' && (
        <p className={classes.missing}>
          Still needed for a price: {booking.missing.map((fact) => FACT_WORDS[fact].toLowerCase()).join(', ')}.
        </p>
      )}
      {booking.missing.length === 0 && booking.facts.miles === undefined && booking.status === 'draft' && (
        <p className={classes.missing}>
          Only the distance is missing: look up how many miles it is from {profile.travel.base}.
        </p>
      )}
      {isEditing ? (
        <BookingForm booking={booking} profile={profile} onClose={editing.close} />
      ) : (
        <>
          <BookingActions booking={booking} profile={profile} onEdit={editing.open} />
          <BookingFactList booking={booking} profile={profile} />
          <BookingMoney booking={booking} />
          <BookingTimeline booking={booking} />
        </>
      )}
    </div>
  );
}
