import type { SomeFacts } from '../contract/bookings.ts';
import { AppError } from '../core/errors.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { insertBooking, lockBooking } from './booking.store.ts';
import { type BookingDeps, emitBookingUpdated } from './booking-deps.ts';

export interface BookingCustomer {
  conversationId: string | null;
  /** By which the customer is known on the channel: a phone number, an address, a name. */
  customerId: string;
  channel: string | null;
}

/** Begins a booking, with nothing known yet. Returns its id. */
export async function beginBooking(
  tx: Transaction,
  deps: Pick<BookingDeps, 'newId' | 'clock'>,
  customer: BookingCustomer,
): Promise<string> {
  const id = deps.newId();
  await insertBooking(tx, { ...customer, id }, deps.clock.now());
  emitBookingUpdated(tx, { id, conversationId: customer.conversationId });
  return id;
}

/** By what a customer is known who did not write to the desk, such as somebody who called. */
export function customerIdOf(facts: SomeFacts): string {
  const known = facts.phone ?? facts.email ?? facts.name;
  if (known === undefined)
    throw new AppError('BAD_INPUT', 'Say who the party is for: a name, a phone number or an e-mail address.');
  return known;
}

/** Refuses what was decided on an older state of the booking. */
export async function requireVersion(tx: Queryable, id: string, expectedVersion: number): Promise<void> {
  const { version } = await lockBooking(tx, id);
  if (version !== expectedVersion)
    throw new AppError('CONFLICT', 'This booking has changed in the meantime. Look at it again, then decide.');
}
