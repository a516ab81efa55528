import type { BusinessProfile } from '../contract/business.ts';
import { localDate } from './business-calendar.ts';
import { daysBetween } from './reschedule.ts';

export interface Refund {
  /** Whole days from the day of the cancellation to the day of the party, in the business's time zone. */
  noticeDays: number;
  refundPercent: number;
  processingFeePercent: number;
  /** What the customer gets back. */
  refundCents: number;
  processingFeeCents: number;
  /** What the business keeps, the fee included. */
  keptCents: number;
}

/**
 * What a cancellation gives back of what was paid. Notice is counted in days of the calendar, not in hours: who cancels
 * on a Saturday a party on the Saturday after next gives 14 days' notice, at whatever time. Halves of a cent are
 * rounded up, of the refund as of the fee.
 */
export function refundFor(
  profile: Pick<BusinessProfile, 'refunds'>,
  booking: { date: string; paidCents: number },
  cancelledAt: Date,
  timeZone: string,
): Refund {
  const noticeDays = daysBetween(localDate(cancelledAt, timeZone), booking.date);
  const rule = profile.refunds.find((one) => noticeDays >= one.daysAhead);
  const { refundPercent, processingFeePercent } = rule ?? { refundPercent: 0, processingFeePercent: 0 };
  const grossCents = Math.round((booking.paidCents * refundPercent) / 100);
  const processingFeeCents = Math.min(grossCents, Math.round((booking.paidCents * processingFeePercent) / 100));
  const refundCents = grossCents - processingFeeCents;
  return {
    noticeDays,
    refundPercent,
    processingFeePercent,
    refundCents,
    processingFeeCents,
    keptCents: booking.paidCents - refundCents,
  };
}
