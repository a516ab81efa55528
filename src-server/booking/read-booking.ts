import type { Booking, BookingSummary } from '../contract/bookings.ts';
import type { Queryable } from '../database/database.ts';
import { type BookingRow, getBookingRow } from './booking.store.ts';
import { factSources, knownFacts, missingFacts } from './booking-facts.ts';
import { listPayments, type PaymentRow } from './payment.store.ts';
import { findQuote } from './quote.store.ts';

/** A booking as the console shows it. */
export async function readBooking(db: Queryable, id: string): Promise<Booking> {
  return toBooking(db, await getBookingRow(db, id));
}

export async function toBooking(db: Queryable, row: BookingRow): Promise<Booking> {
  const quote = row.totalCents === null ? undefined : await findQuote(db, row.id);
  const facts = knownFacts(row.ledger);
  return {
    ...toSummary(row),
    version: row.version,
    facts,
    sources: factSources(row.ledger),
    missing: missingFacts(facts),
    quote: quote ?? null,
    payments: (await listPayments(db, row.id)).map(toPaymentView),
    rescheduleCount: row.rescheduleCount,
    confirmedAt: row.confirmedAt,
    cancelledAt: row.cancelledAt,
    cancelReason: row.cancelReason,
  };
}

export function toSummary(row: BookingRow): BookingSummary {
  const { id, status, conversationId, customerName, customerId, startsAt, guests, address, totalCents, chefs } = row;
  const { heldUntil, createdAt, updatedAt } = row;
  return {
    id,
    status,
    conversationId,
    customerName,
    customerId,
    startsAt,
    guests,
    address,
    totalCents,
    chefs,
    heldUntil,
    createdAt,
    updatedAt,
  };
}

function toPaymentView({ id, provider, purpose, amountCents, status, checkoutUrl, createdAt, paidAt }: PaymentRow) {
  return { id, provider, purpose, amountCents, status, checkoutUrl, createdAt, paidAt };
}
