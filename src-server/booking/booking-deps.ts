import type { Clock } from '../core/clock.ts';
import type { Database, Queryable, Transaction } from '../database/database.ts';

/** What bookings need of the rest of the sidecar. */
export interface BookingDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  readTimeZone: (db: Queryable) => Promise<string>;
  /** Which service takes deposits. */
  paymentProvider: 'stripe' | 'manual';
  /** Has a payment link made after the commit; does nothing where deposits are recorded by hand. */
  requestCheckout: (tx: Transaction, paymentId: string) => Promise<void>;
  /** Has a refund made of a payment after the commit; staff does it where the provider cannot. */
  requestRefund: (tx: Transaction, refundId: string, paidId: string) => Promise<void>;
}

/** Tells the console that a booking changed. */
export function emitBookingUpdated(tx: Transaction, booking: { id: string; conversationId: string | null }): void {
  const { id, conversationId } = booking;
  tx.emit({ type: 'booking.updated', subjectId: id, ...(conversationId === null ? {} : { conversationId }) });
}
