import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toInstant } from './business-calendar.ts';
import { refundFor } from './refund.ts';
import { sampleProfile } from './sample-profile.ts';

const profile = sampleProfile();
const ZONE = 'America/Los_Angeles';
const at = (date: string, time: string) => toInstant({ date, time }, ZONE);

it.each([
  ['2027-03-01', '23:59', 14, 90_000, 10_000],
  ['2027-03-02', '00:00', 13, 50_000, 0],
  ['2027-03-08', '12:00', 7, 50_000, 0],
  ['2027-03-09', '12:00', 6, 0, 0],
  ['2027-03-15', '12:00', 0, 0, 0],
  ['2027-03-16', '12:00', -1, 0, 0],
])(
  'cancelled on %s at %s, a party on March 15 with $1,000 paid',
  (date, time, noticeDays, refundCents, processingFeeCents) => {
    const refund = refundFor(profile, { date: '2027-03-15', paidCents: 100_000 }, at(date, time), ZONE);
    expect(refund).toMatchObject({ noticeDays, refundCents, processingFeeCents });
    expect(refund.refundCents + refund.keptCents).toBe(100_000);
  },
);

it('counts days by the business calendar, over changes of the clock, and rounds half cents up', () => {
  const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, fc.integer({ min: -5, max: 60 }), fc.nat(500_000), (now, days, paidCents) => {
      // Independent of the code: the day of the wall calendar by Intl, days as differences of UTC midnights.
      const today = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(now);
      const date = new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
      const [percent, fee] = days >= 14 ? [100, 10] : days >= 7 ? [50, 0] : [0, 0];
      const refund = refundFor(profile, { date, paidCents }, now, ZONE);
      expect(refund.noticeDays).toBe(days);
      expect(refund.refundCents).toBe(
        Math.floor((paidCents * percent + 50) / 100) - Math.floor((paidCents * fee + 50) / 100),
      );
    }),
  );
});

it('never gives back more than was paid, nor less than nothing', () => {
  const rules = fc.record({
    refundPercent: fc.integer({ min: 0, max: 100 }),
    processingFeePercent: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(rules, fc.nat(1_000_000), (rule, paidCents) => {
      const refund = refundFor(
        { refunds: [{ daysAhead: 0, ...rule }] },
        { date: '2027-06-01', paidCents },
        at('2027-05-01', '10:00'),
        ZONE,
      );
      expect(refund.refundCents).toBeGreaterThanOrEqual(0);
      expect(refund.refundCents).toBeLessThanOrEqual(paidCents);
    }),
  );
});
