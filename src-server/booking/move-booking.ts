import { AppError } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { changeBooking, lockBooking } from './booking.store.ts';
import { type BookingDeps, emitBookingUpdated } from './booking-deps.ts';
import { knownFacts, partyOf, withFacts } from './booking-facts.ts';
import { findStartProblem, type PartyStart } from './business-calendar.ts';
import { readBusinessProfile } from './business-profile.store.ts';
import { insertPayment } from './payment.store.ts';
import { findQuote } from './quote.store.ts';
import { guestCount } from './quote.ts';
import { rescheduleTerms } from './reschedule.ts';
import { partyTime, takeChefs } from './take-chefs.ts';

export interface MoveRequest extends PartyStart {
  by: 'customer' | 'staff';
  messageId: string | null;
  /** Staff may let a customer off the fee. */
  waivesFee?: boolean;
}

/**
 * Moves a confirmed party to another start, at its original price. CONFLICT when the new start is not possible or not
 * free, or when it is so late that a move counts as a cancellation. Returns the fee in cents.
 */
export function createMoveBooking(deps: BookingDeps) {
  return async function moveBooking(tx: Transaction, bookingId: string, request: MoveRequest): Promise<number> {
    const booking = await lockBooking(tx, bookingId);
    const facts = knownFacts(booking.ledger);
    const { date, time } = facts;
    if (booking.status !== 'confirmed' || date === undefined || time === undefined)
      throw new AppError('CONFLICT', 'Only a confirmed party is rescheduled. Change the date of this booking instead.');
    const now = deps.clock.now();
    const timeZone = await deps.readTimeZone(tx);
    const { profile } = await readBusinessProfile(tx);
    const terms = rescheduleTerms(profile, { date, time, changesBefore: booking.rescheduleCount }, now, timeZone);
    if (terms.kind === 'cancellation')
      throw new AppError(
        'CONFLICT',
        `Within ${profile.rescheduling.latestHours} hours of the party a change of date counts as a cancellation.`,
      );
    const to = { date: request.date, time: request.time };
    const problem = findStartProblem(profile, to, now, timeZone);
    if (problem !== undefined) throw new AppError('CONFLICT', problem.message);

    await takeChefs(tx, profile, { ...to, bookingId, guests: guestCount(partyOf(facts)), timeZone }, now);
    const source = { by: request.by, messageId: request.messageId, at: now.toISOString() };
    await changeBooking(
      tx,
      bookingId,
      {
        ledger: withFacts(booking.ledger, to, source),
        startsAt: partyTime(profile, to, timeZone).startsAt,
        rescheduleCount: booking.rescheduleCount + 1,
      },
      now,
    );
    const feeCents = request.waivesFee === true ? 0 : terms.feeCents;
    if (feeCents > 0) {
      const id = deps.newId();
      const currency = (await findQuote(tx, bookingId))?.currency ?? profile.currency;
      await insertPayment(
        tx,
        { id, bookingId, provider: deps.paymentProvider, purpose: 'reschedule_fee', amountCents: feeCents, currency },
        now,
      );
      await deps.requestCheckout(tx, id);
    }
    emitBookingUpdated(tx, booking);
    return feeCents;
  };
}
