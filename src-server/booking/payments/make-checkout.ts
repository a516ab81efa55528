import { getBookingRow } from '../booking.store.ts';
import { knownFacts } from '../booking-facts.ts';
import { getPayment, type PaymentRow, setCheckout } from '../payment.store.ts';
import { checkoutText } from './customer-texts.ts';
import type { PaymentDeps } from './payment-deps.ts';

/** Stripe refuses pages that close sooner than half an hour after they were made, and the page is made a little later. */
const SHORTEST_MS = 45 * 60_000;
/** And pages that stay open for more than a day. */
const LONGEST_MS = 23 * 3_600_000;

/**
 * Makes the page on which a payment is paid and sends the customer its link. A crash at any point and another run lead
 * to the same page, as the request is made of the payment alone and carries its id; the link is sent once.
 */
export function createMakeCheckout(deps: Omit<PaymentDeps, 'settle'>) {
  return async function makeCheckout(paymentId: string, signal: AbortSignal): Promise<void> {
    const payment = await getPayment(deps.db, paymentId);
    if (payment.status !== 'pending' || payment.checkoutUrl !== null) return;
    const { heldUntil } = await getBookingRow(deps.db, payment.bookingId);
    const checkout = await deps.provider.createCheckout(
      {
        paymentId,
        bookingId: payment.bookingId,
        amountCents: payment.amountCents,
        currency: payment.currency,
        description: payment.purpose === 'deposit' ? 'Deposit for your party' : 'Fee for the new date of your party',
        expiresAt: closingTime(payment, heldUntil),
      },
      signal,
    );
    if (checkout === undefined) return;
    const isStillDue = await deps.db.transaction(async (tx) => {
      if (!(await setCheckout(tx, paymentId, checkout, deps.clock.now()))) return false;
      const { id, conversationId, ledger } = await getBookingRow(tx, payment.bookingId);
      tx.emit({ type: 'booking.updated', subjectId: id, ...(conversationId === null ? {} : { conversationId }) });
      if (conversationId !== null) {
        const content = checkoutText({ ...payment, url: checkout.url }, knownFacts(ledger));
        await deps.sendMessage(tx, { conversationId, content });
      }
      return true;
    });
    // Changed or cancelled meanwhile: nobody has the link, and nobody should find it.
    if (!isStillDue) await deps.provider.expire(checkout.externalId, signal);
  };
}

function closingTime({ createdAt, purpose }: PaymentRow, heldUntil: string | null): Date {
  const begun = Date.parse(createdAt);
  const wished = purpose === 'deposit' && heldUntil !== null ? Date.parse(heldUntil) : begun + LONGEST_MS;
  return new Date(Math.min(begun + LONGEST_MS, Math.max(begun + SHORTEST_MS, wished)));
}
