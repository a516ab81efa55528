import type { Transaction } from '../../database/database.ts';
import { getBookingRow } from '../booking.store.ts';
import { knownFacts } from '../booking-facts.ts';
import { getPayment, listPayments, paidCents } from '../payment.store.ts';
import { findQuote } from '../quote.store.ts';
import type { SettledAs } from '../settle-payment.ts';
import { confirmationText, money } from './customer-texts.ts';
import type { PaymentDeps } from './payment-deps.ts';

/**
 * Books money that arrived and tells who has to know: the customer that the party is confirmed, or a member of staff
 * that the money came when it bought nothing any more. All in one transaction: it is told if and only if it happened.
 */
export function createSettleAndTell(deps: Pick<PaymentDeps, 'settle' | 'sendMessage' | 'askForPerson'>) {
  return async function settleAndTell(tx: Transaction, paymentId: string, by: string | null): Promise<SettledAs> {
    const settledAs = await deps.settle(tx, paymentId, by);
    const payment = await getPayment(tx, paymentId);
    const booking = await getBookingRow(tx, payment.bookingId);
    const { conversationId } = booking;
    if (conversationId === null) return settledAs;
    if (settledAs === 'confirmed') {
      const quote = await findQuote(tx, booking.id);
      if (quote === undefined) return settledAs;
      const paid = paidCents(await listPayments(tx, booking.id));
      const content = confirmationText(knownFacts(booking.ledger), quote, paid);
      await deps.sendMessage(tx, { conversationId, content, bookingId: booking.id });
    }
    if (settledAs === 'given_back') {
      const amount = money(payment.amountCents, payment.currency);
      const how = payment.provider === 'manual' ? 'Please give it back by hand.' : 'It is being given back.';
      const detail = `A deposit of ${amount} arrived when the party could no longer be booked for it. ${how} Please tell the customer and offer another start.`;
      await deps.askForPerson(tx, { conversationId, detail });
    }
    return settledAs;
  };
}
