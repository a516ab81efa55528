import type { BookingSummary } from '#contract/bookings.ts';
import { money } from '../../../lib/format-number.ts';
import { depositText, guestsText } from '../booking-words.ts';
import classes from '../bookings.module.css';
import { BookingPill } from './booking-pill.tsx';
import { HoldClock } from './hold-clock.tsx';
import { StartText } from './start-text.tsx';

interface BookingRowProps {
  booking: BookingSummary;
  isSelected: boolean;
  onOpen: () => void;
}

export function BookingRow({ booking, isSelected, onOpen }: BookingRowProps) {
  const { status, customerName, customerId, address, guests, totalCents, heldUntil } = booking;
  return (
    <button type="button" className={classes.row} aria-current={isSelected ? 'true' : undefined} onClick={onOpen}>
      <span className={classes.when}>
        <StartText startsAt={booking.startsAt} />
      </span>
      <span className={classes.who}>
        <strong>{customerName ?? customerId}</strong>
        <small>{address ?? 'No address yet'}</small>
      </span>
      <span>{guests === 0 ? '–' : guestsText(guests)}</span>
      <span>
        <BookingPill status={status} />
      </span>
      <span className={classes.amount}>{totalCents === null ? '–' : money(totalCents)}</span>
      <span>
        {status === 'awaiting_deposit' && heldUntil !== null ? <HoldClock until={heldUntil} /> : depositText(status)}
      </span>
    </button>
  );
}
