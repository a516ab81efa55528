import type { BookingStatus, FactName, PaymentView } from '#contract/bookings.ts';
import type { BusinessProfile } from '#contract/business.ts';
import { count } from '../../lib/format-number.ts';
import type { Tone } from '../../ui/status-pill.tsx';

export const BOOKING_STATUS_WORDS: Record<BookingStatus, string> = {
  draft: 'Draft',
  quoted: 'Quoted',
  awaiting_deposit: 'Awaiting deposit',
  confirmed: 'Confirmed',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

export const BOOKING_STATUS_TONES: Record<BookingStatus, Tone> = {
  draft: 'neutral',
  quoted: 'accent',
  awaiting_deposit: 'warn',
  confirmed: 'good',
  completed: 'neutral',
  cancelled: 'bad',
};

/** In the order in which a person reads them. */
export const FACT_WORDS: Record<FactName, string> = {
  date: 'Day',
  time: 'Start',
  adults: 'Adults',
  children: 'Children',
  infants: 'Small children',
  address: 'Address',
  miles: 'Distance',
  proteins: 'Proteins',
  addOns: 'Add-ons',
  allergies: 'Allergies',
  name: 'Name',
  phone: 'Phone',
  email: 'E-mail',
  notes: 'Notes',
};

export const FACT_NAMES = Object.keys(FACT_WORDS) as FactName[];

export const PURPOSE_WORDS: Record<PaymentView['purpose'], string> = {
  deposit: 'Deposit',
  balance: 'Balance',
  reschedule_fee: 'Fee for a new date',
  refund: 'Refund',
};

export const PAYMENT_STATUS_WORDS: Record<PaymentView['status'], string> = {
  pending: 'Waiting',
  paid: 'Done',
  failed: 'Given up',
  refunded: 'Given back',
};

/** What is known of the deposit from the state of the booking. */
export function depositText(status: BookingStatus): string {
  if (status === 'confirmed' || status === 'completed') return 'Paid';
  return status === 'awaiting_deposit' ? 'Waiting' : 'Not asked for';
}

/** `Sat, Mar 20, 2027`, of a day of the calendar. */
export function dayText(date: string): string {
  const options = { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-US', options).format(new Date(`${date}T00:00:00Z`));
}

/** `6:00 PM`, of a time of day. */
export function timeText(time: string): string {
  const options = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-US', options).format(new Date(`2000-01-01T${time}:00Z`));
}

/** `1 guest`, `24 guests`. */
export function guestsText(guests: number): string {
  return `${count(guests)} ${guests === 1 ? 'guest' : 'guests'}`;
}

/** `10 Chicken, 5 Shrimp`: counts by key in the words of the menu. */
export function countsText(
  counts: Readonly<Record<string, number>>,
  offered: BusinessProfile['proteins'] | BusinessProfile['addOns'],
): string {
  const chosen = Object.entries(counts).filter(([, portions]) => portions > 0);
  return chosen
    .map(([key, portions]) => `${portions} ${offered.find((one) => one.key === key)?.name ?? key}`)
    .join(', ');
}
