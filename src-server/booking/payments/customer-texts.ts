import type { QuoteView, SomeFacts } from '../../contract/bookings.ts';
import { clockTime, longDay } from '../../core/calendar-words.ts';

/** `$100`, `$1,234.50`: cents are told only where there are some. */
export function money(cents: number, currency: string): string {
  const whole = cents % 100 === 0;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: whole ? 0 : 2,
  }).format(cents / 100);
}

function startOf({ date, time }: SomeFacts): string {
  return `${longDay(date ?? '')} at ${clockTime(time ?? '')}`;
}

/** Sends the customer to the page on which they pay. */
export function checkoutText(
  payment: { purpose: string; amountCents: number; currency: string; url: string },
  facts: SomeFacts,
): string {
  const amount = money(payment.amountCents, payment.currency);
  const what = payment.purpose === 'deposit' ? `the ${amount} deposit` : `the ${amount} fee for the new date`;
  const end = payment.purpose === 'deposit' ? ' Your party is booked as soon as it is paid.' : '';
  return `Here you can pay ${what} for your party on ${startOf(facts)}: ${payment.url}${end}`;
}

/** Tells that the party is booked, with everything that the customer may want to check. */
export function confirmationText(facts: SomeFacts, quote: QuoteView, paidCents: number): string {
  const lines = [
    `Thank you! Your party is confirmed for ${startOf(facts)}.`,
    `- Address: ${facts.address ?? 'to be told'}`,
    `- Total: ${money(quote.totalCents, quote.currency)}`,
    `- Paid: ${money(paidCents, quote.currency)}`,
    `- Due on the day of the party: ${money(quote.balanceCents, quote.currency)}`,
  ];
  return lines.join('\n');
}
