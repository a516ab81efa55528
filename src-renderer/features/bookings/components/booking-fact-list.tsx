import { Link } from '@tanstack/react-router';
import type { Booking, FactName } from '#contract/bookings.ts';
import type { BusinessProfile } from '#contract/business.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { countsText, dayText, FACT_NAMES, FACT_WORDS, timeText } from '../booking-words.ts';
import classes from '../detail.module.css';

interface BookingFactListProps {
  booking: Booking;
  profile: BusinessProfile;
}

/** What is known, and who said it: a customer's own words can be looked up. */
export function BookingFactList({ booking, profile }: BookingFactListProps) {
  const known = FACT_NAMES.filter((name) => booking.facts[name] !== undefined);
  if (known.length === 0) return <p className={classes.none}>Nothing is known of this party yet.</p>;
  return (
    <section>
      <h3 className={classes.section}>The party</h3>
      <dl className={classes.facts}>
        {known.map((name) => (
          <div key={name}>
            <dt>{FACT_WORDS[name]}</dt>
            <dd>{factText(booking, name, profile)}</dd>
            <dd className={classes.source}>
              <FactOrigin booking={booking} name={name} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function FactOrigin({ booking, name }: { booking: Booking; name: FactName }) {
  const source = booking.sources[name];
  if (source === undefined) return null;
  const who = source.by === 'customer' ? 'the customer' : 'staff';
  if (source.messageId === null || booking.conversationId === null)
    return (
      <>
        {who}, <RelativeTime at={source.at} suffix=" ago" />
      </>
    );
  return (
    <Link
      to="/inbox/{-$conversationId}"
      params={{ conversationId: booking.conversationId }}
      aria-label={`${FACT_WORDS[name]}: open the conversation in which it was said`}
    >
      {who}, <RelativeTime at={source.at} suffix=" ago" />
    </Link>
  );
}

function factText({ facts }: Booking, name: FactName, profile: BusinessProfile): string {
  switch (name) {
    case 'date':
      return facts.date === undefined ? '' : dayText(facts.date);
    case 'time':
      return facts.time === undefined ? '' : timeText(facts.time);
    case 'miles':
      return `${facts.miles} ${facts.miles === 1 ? 'mile' : 'miles'} from ${profile.travel.base}`;
    case 'proteins':
      return countsText(facts.proteins ?? {}, profile.proteins) || 'none';
    case 'addOns':
      return countsText(facts.addOns ?? {}, profile.addOns) || 'none';
    default:
      return String(facts[name]);
  }
}
