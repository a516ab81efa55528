import type { RescheduleTerms } from '../contract/bookings.ts';
import { AppError } from '../core/errors.ts';
import type { Queryable } from '../database/database.ts';
import type { BookingRow } from './booking.store.ts';
import { knownFacts } from './booking-facts.ts';
import { readBusinessProfile } from './business-profile.store.ts';
import { rescheduleTerms } from './reschedule.ts';

/** What moving a party now would cost. Nothing is changed. */
export async function readRescheduleTerms(
  db: Queryable,
  { ledger, rescheduleCount }: Pick<BookingRow, 'ledger' | 'rescheduleCount'>,
  now: Date,
  timeZone: string,
): Promise<RescheduleTerms> {
  const { date, time } = knownFacts(ledger);
  if (date === undefined || time === undefined) throw new AppError('CONFLICT', 'This party has no date yet.');
  const { profile } = await readBusinessProfile(db);
  const terms = rescheduleTerms(profile, { date, time, changesBefore: rescheduleCount }, now, timeZone);
  return terms.kind === 'allowed' ? { isAllowed: true, feeCents: terms.feeCents } : { isAllowed: false, feeCents: 0 };
}
