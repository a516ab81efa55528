import type { Booking } from '#contract/bookings.ts';
import { money } from '../../../lib/format-number.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { FACT_NAMES, FACT_WORDS, PURPOSE_WORDS } from '../booking-words.ts';
import classes from '../detail.module.css';

interface Step {
  at: string;
  text: string;
}

/** What happened with the booking, the newest first. */
export function BookingTimeline({ booking }: { booking: Booking }) {
  return (
    <section>
      <h3 className={classes.section}>What happened</h3>
      <ol className={classes.timeline}>
        {stepsOf(booking).map((step) => (
          <li key={`${step.at} ${step.text}`}>
            <span>{step.text}</span>
            <RelativeTime at={step.at} suffix=" ago" />
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepsOf(booking: Booking): Step[] {
  const told = Map.groupBy(
    FACT_NAMES.filter((name) => booking.sources[name] !== undefined),
    (name) => `${booking.sources[name]?.at} ${booking.sources[name]?.by}`,
  );
  const facts = [...told.values()].flatMap((names) => {
    const source = names[0] === undefined ? undefined : booking.sources[names[0]];
    if (source === undefined) return [];
    const list = names.map((name) => FACT_WORDS[name].toLowerCase()).join(', ');
    return [{ at: source.at, text: `${source.by === 'customer' ? 'The customer' : 'Staff'} gave: ${list}` }];
  });
  const payments = booking.payments.flatMap((payment) => {
    const what = `${PURPOSE_WORDS[payment.purpose]} of ${money(payment.amountCents, booking.quote?.currency)}`;
    const paid = payment.paidAt === null ? [] : [{ at: payment.paidAt, text: `${what} done` }];
    return [{ at: payment.createdAt, text: `${what} asked for` }, ...paid];
  });
  const ends = [
    ...(booking.confirmedAt === null ? [] : [{ at: booking.confirmedAt, text: 'Confirmed' }]),
    ...(booking.cancelledAt === null
      ? []
      : [{ at: booking.cancelledAt, text: `Cancelled${booking.cancelReason ? `: ${booking.cancelReason}` : ''}` }]),
  ];
  const steps = [{ at: booking.createdAt, text: 'Begun' }, ...facts, ...payments, ...ends];
  return steps.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
