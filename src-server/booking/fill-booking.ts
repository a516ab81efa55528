import type { BookingFacts, FactSource, SomeFacts } from '../contract/bookings.ts';
import { AppError } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { type BookingRow, changeBooking, lockBooking } from './booking.store.ts';
import { type BookingDeps, emitBookingUpdated } from './booking-deps.ts';
import { knownFacts, missingFacts, partyOf, withFacts } from './booking-facts.ts';
import { findDateProblem, findStartProblem, noSuchStart, type StartProblem, toInstant } from './business-calendar.ts';
import { readBusinessProfile } from './business-profile.store.ts';
import { deleteChefSlots } from './chef-slot.store.ts';
import { voidPendingPayments } from './payment.store.ts';
import { insertQuote } from './quote.store.ts';
import { quoteParty } from './quote.ts';

/** A fact that was given and cannot be: it is told, and not kept. */
export interface FactProblem {
  fact: keyof BookingFacts;
  message: string;
}

export interface Filled {
  booking: BookingRow;
  problems: FactProblem[];
}

/**
 * Adds facts to a booking that is not settled yet, and prices it anew when all that is needed is known. What the
 * business cannot serve is not kept, so a booking never holds a date in the past or a party that is too large. A
 * changed fact takes back a hold, as the price or the chefs may be others now.
 */
export function createFillBooking(deps: BookingDeps) {
  return async function fillBooking(
    tx: Transaction,
    bookingId: string,
    facts: SomeFacts,
    source: Omit<FactSource, 'at'>,
  ): Promise<Filled> {
    const booking = await lockBooking(tx, bookingId);
    if (!OPEN.has(booking.status))
      throw new AppError('CONFLICT', 'This party is settled. Reschedule or cancel it, or ask a person to change it.');
    const now = deps.clock.now();
    const timeZone = await deps.readTimeZone(tx);
    const { profile, version } = await readBusinessProfile(tx);
    const { kept, problems } = sift(profile, knownFacts(booking.ledger), facts, now, timeZone);
    const ledger = withFacts(booking.ledger, kept, { ...source, at: now.toISOString() });
    const known = knownFacts(ledger);
    if (JSON.stringify(known) === JSON.stringify(knownFacts(booking.ledger))) return { booking, problems };

    await deleteChefSlots(tx, bookingId);
    await voidPendingPayments(tx, bookingId, now);
    const isQuotable = missingFacts(known).length === 0 && known.miles !== undefined;
    if (isQuotable)
      await insertQuote(
        tx,
        { ...quoteParty(profile, partyOf(known)), id: deps.newId(), bookingId, profileVersion: version },
        now,
      );
    await changeBooking(
      tx,
      bookingId,
      { status: isQuotable ? 'quoted' : 'draft', ledger, heldUntil: null, ...columnsOf(known, timeZone) },
      now,
    );
    emitBookingUpdated(tx, booking);
    return { booking: await lockBooking(tx, bookingId), problems };
  };
}

const OPEN: ReadonlySet<BookingRow['status']> = new Set(['draft', 'quoted', 'awaiting_deposit']);

/** What stands in columns of its own, as lists and other systems read it. */
function columnsOf(known: SomeFacts, timeZone: string) {
  const { date, time } = known;
  return {
    // Wished for, and not granted: what grants a start are the chefs.
    startsAt: date === undefined || time === undefined ? null : toInstant({ date, time }, timeZone),
    adults: known.adults ?? 0,
    children: known.children ?? 0,
    infants: known.infants ?? 0,
    address: known.address ?? null,
    customerName: known.name ?? null,
  };
}

type Rules = Parameters<typeof findStartProblem>[0] & Parameters<typeof quoteParty>[0];

/** Parts the facts into those that the business can serve and those that it cannot. */
function sift(
  profile: Rules,
  before: SomeFacts,
  facts: SomeFacts,
  now: Date,
  timeZone: string,
): { kept: SomeFacts; problems: FactProblem[] } {
  const kept = { ...facts };
  const problems: FactProblem[] = [];
  const drop = (fact: keyof BookingFacts, message: string) => {
    delete kept[fact];
    problems.push({ fact, message });
  };

  if (facts.date !== undefined || facts.time !== undefined) {
    const found = startProblem(profile, { ...before, ...facts }, now, timeZone);
    if (found !== undefined) {
      const isAboutTime = facts.time !== undefined && (found.code === 'no_such_start' || facts.date === undefined);
      drop(isAboutTime ? 'time' : 'date', found.message);
    }
  }
  const counted = ['adults', 'children', 'infants', 'proteins', 'addOns', 'miles'] as const;
  for (const fact of counted) {
    if (kept[fact] === undefined) continue;
    const message = partyProblem(profile, { ...before, ...kept });
    if (message !== undefined) drop(fact, message);
  }
  return { kept, problems };
}

function startProblem(
  profile: Rules,
  { date, time }: SomeFacts,
  now: Date,
  timeZone: string,
): StartProblem | undefined {
  if (date !== undefined && time !== undefined) return findStartProblem(profile, { date, time }, now, timeZone);
  if (date !== undefined) return findDateProblem(profile, date, now, timeZone);
  const isKnownTime = time === undefined || profile.events.startTimes.includes(time);
  return isKnownTime ? undefined : noSuchStart(profile);
}

function partyProblem(profile: Rules, facts: SomeFacts): string | undefined {
  try {
    const party = partyOf(facts);
    // Only the food or the distance may be known so far.
    quoteParty(profile, party.adults + party.children + party.infants === 0 ? { ...party, adults: 1 } : party);
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === 'BAD_INPUT') return error.message;
    throw error;
  }
}
