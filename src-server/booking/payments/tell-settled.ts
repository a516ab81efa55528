import { z } from 'zod';
import type { Database, Transaction } from '../../database/database.ts';
import type { JobDefinition } from '../../jobs/job.ts';
import { getBookingRow } from '../booking.store.ts';
import { knownFacts } from '../booking-facts.ts';
import { getPayment, listPayments, paidCents } from '../payment.store.ts';
import { findQuote } from '../quote.store.ts';
import { confirmationText, money } from './customer-texts.ts';
import type { PaymentDeps } from './payment-deps.ts';

/** Money that arrived, and what came of it. */
const Telling = z.object({ paymentId: z.uuid(), settledAs: z.enum(['confirmed', 'given_back']) });
export type Telling = z.infer<typeof Telling>;

/**
 * Tells the customer that the party is confirmed, or a member of staff that the money came when it bought nothing any
 * more. A party that was cancelled before anybody was told is not confirmed any more, and nothing is said.
 */
export function createTellSettled(deps: Pick<PaymentDeps, 'sendMessage' | 'askForPerson'>) {
  return async function tellSettled(tx: Transaction, { paymentId, settledAs }: Telling): Promise<void> {
    const payment = await getPayment(tx, paymentId);
    const booking = await getBookingRow(tx, payment.bookingId);
    const { conversationId } = booking;
    if (conversationId === null) return;
    if (settledAs === 'confirmed') {
      const quote = await findQuote(tx, booking.id);
      if (quote === undefined || booking.status !== 'confirmed') return;
      const paid = paidCents(await listPayments(tx, booking.id));
      const content = confirmationText(knownFacts(booking.ledger), quote, paid);
      return deps.sendMessage(tx, { conversationId, content, bookingId: booking.id });
    }
    const amount = money(payment.amountCents, payment.currency);
    const how = payment.provider === 'manual' ? 'Please give it back by hand.' : 'It is being given back.';
    const detail = `A deposit of ${amount} arrived when the party could no longer be booked for it. ${how} Please tell the customer and offer another start.`;
    await deps.askForPerson(tx, { conversationId, detail });
  };
}

/** Tells what was booked in quiet hours, once they are over. */
export function tellSettledJob(
  db: Database,
  tellSettled: ReturnType<typeof createTellSettled>,
): JobDefinition<Telling> {
  return {
    name: 'payment.tell',
    payload: Telling,
    run: (telling) => db.transaction((tx) => tellSettled(tx, telling)),
  };
}
