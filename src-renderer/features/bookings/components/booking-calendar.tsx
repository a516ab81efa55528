import { IconCalendarOff } from '@tabler/icons-react';
import { failureOf } from '../../../lib/api/failure.ts';
import { dayOf } from '../../../lib/format-time.ts';
import { useNow } from '../../../lib/use-now.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { dayText, guestsText, timeText } from '../booking-words.ts';
import classes from '../calendar.module.css';
import { useBookingCalendar } from '../queries.ts';
import { BookingPill } from './booking-pill.tsx';

const DAYS_SHOWN = 14;

interface BookingCalendarProps {
  /** A Monday. */
  from: string;
  selectedId: string | undefined;
  onOpen: (id: string) => void;
}

/** Two weeks: at each start the chefs who are taken, of those there are, and the parties they cook for. */
export function BookingCalendar({ from, selectedId, onOpen }: BookingCalendarProps) {
  const calendar = useBookingCalendar(from, DAYS_SHOWN);
  const nowMs = useNow();
  if (calendar.data === undefined) {
    if (calendar.isError)
      return <ErrorState failure={failureOf(calendar.error)} onRetry={() => void calendar.refetch()} />;
    return <SkeletonRows rows={6} height={90} />;
  }
  const { days, chefsPerStart, timeZone } = calendar.data;
  const today = dayOf(nowMs, timeZone);
  return (
    <ol className={classes.calendar} aria-label="Calendar of parties">
      {days.map((day) => (
        <li key={day.date} className={classes.day} data-closed={!day.isOpen} data-past={day.date < today}>
          <h2 className={classes.date} aria-current={day.date === today ? 'date' : undefined}>
            {dayText(day.date).replace(/, \d+$/, '')}
            {day.date === today && <span className={classes.today}>Today</span>}
          </h2>
          {!day.isOpen && (
            <p className={classes.closed}>
              <IconCalendarOff size={14} aria-hidden /> Closed
            </p>
          )}
          {day.starts.map((start) => (
            <section key={start.time} className={classes.start} data-full={start.chefsTaken >= chefsPerStart}>
              <h3 className={classes.time}>
                {timeText(start.time)}
                <span className={classes.chefs}>
                  {start.chefsTaken} of {chefsPerStart} chefs{start.chefsTaken >= chefsPerStart && ', full'}
                </span>
              </h3>
              {start.bookings.map((booking) => (
                <button
                  key={booking.id}
                  type="button"
                  className={classes.party}
                  aria-current={booking.id === selectedId ? 'true' : undefined}
                  onClick={() => onOpen(booking.id)}
                >
                  <span className={classes.name}>{booking.customerName ?? booking.customerId}</span>
                  <span className={classes.guests}>{guestsText(booking.guests)}</span>
                  <BookingPill status={booking.status} />
                </button>
              ))}
            </section>
          ))}
        </li>
      ))}
    </ol>
  );
}
