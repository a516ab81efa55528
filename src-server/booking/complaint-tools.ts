import type { Queryable, Transaction } from '../database/database.ts';
import { listOwnBookings, lockBooking } from './booking.store.ts';
import { type BookingDeps, emitBookingUpdated } from './booking-deps.ts';
import { knownFacts } from './booking-facts.ts';
import { readBusinessProfile } from './business-profile.store.ts';
import { insertPayment, listPayments, paidCents, refundSources } from './payment.store.ts';

/** What the complaint agent may do with bookings, in the form in which it asks for it. */
export function createComplaintTools(deps: BookingDeps) {
  return {
    readTimeZone: deps.readTimeZone,
    readProfile: async (db: Queryable) => (await readBusinessProfile(db)).profile,
    async listOwnParties(
      db: Queryable,
      { conversationId, customerId, channel }: { conversationId: string; customerId: string; channel: string },
    ) {
      const now = deps.clock.now();
      // Who chats may call themselves whatever they like; a phone number that a text message comes from is theirs.
      const known = { conversationId, customerId: channel === 'live_chat' ? null : customerId };
      const rows = await listOwnBookings(db, known, now);
      const parties = rows.map(async ({ id, ledger, startsAt, guests, totalCents }) => {
        const { date, time, phone, email } = knownFacts(ledger);
        const paid = paidCents(await listPayments(db, id));
        const isOver = startsAt !== null && new Date(startsAt) <= now;
        return {
          bookingId: id,
          date,
          time,
          phone,
          email,
          isOver,
          guests,
          totalCents: totalCents ?? 0,
          paidCents: paid,
        };
      });
      return Promise.all(parties);
    },
    /** Gives a part back the way it was paid. False, and nothing is done, where the service did not take the money. */
    async refundPart(tx: Transaction, bookingId: string, amountCents: number): Promise<boolean> {
      const booking = await lockBooking(tx, bookingId);
      const payments = await listPayments(tx, bookingId);
      const sources = refundSources(payments, amountCents);
      const covered = sources.reduce((sum, source) => sum + source.amountCents, 0);
      const byService = sources.every(({ payment }) => payment.provider !== 'manual' && payment.externalId !== null);
      if (deps.paymentProvider === 'manual' || !byService || covered < amountCents || paidCents(payments) < amountCents)
        return false;
      for (const { payment, amountCents: partCents } of sources) {
        const id = deps.newId();
        const { provider, currency } = payment;
        await insertPayment(
          tx,
          { id, bookingId, provider, purpose: 'refund', amountCents: partCents, currency },
          deps.clock.now(),
        );
        await deps.requestRefund(tx, id, payment.id);
      }
      emitBookingUpdated(tx, booking);
      return true;
    },
  };
}
