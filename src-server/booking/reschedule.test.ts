import { expect, it } from 'vitest';
import { toInstant } from './business-calendar.ts';
import { rescheduleTerms } from './reschedule.ts';
import { sampleProfile } from './sample-profile.ts';

const ZONE = 'America/Los_Angeles';
const terms = (date: string, time: string, changesBefore = 0) =>
  rescheduleTerms(
    sampleProfile(),
    { date: '2027-03-15', time: '18:00', changesBefore },
    toInstant({ date, time }, ZONE),
    ZONE,
  );

it('is free once, a week ahead', () => {
  expect(terms('2027-03-08', '23:00')).toEqual({ kind: 'allowed', feeCents: 0, noticeDays: 7 });
});

it('costs a fee at shorter notice and from the second change on', () => {
  expect(terms('2027-03-09', '00:00')).toEqual({ kind: 'allowed', feeCents: 5_000, noticeDays: 6 });
  expect(terms('2027-02-01', '12:00', 1)).toMatchObject({ kind: 'allowed', feeCents: 5_000 });
});

it('counts as a cancellation within the last 48 hours, the hour that the clock skips left out', () => {
  // The clock goes forward in the night to March 14: 48 hours before March 15, 18:00 is 17:00 on March 13.
  expect(terms('2027-03-13', '17:00')).toMatchObject({ kind: 'allowed', feeCents: 5_000 });
  expect(terms('2027-03-13', '17:01')).toEqual({ kind: 'cancellation' });
});
