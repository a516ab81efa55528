import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../agents/policy/default-policy.ts';
import type { EscalationPolicy } from '../contract/escalation-policy.ts';
import { addOfficeMinutes, dueTime, priorityOf, targetMinutes } from './due-time.ts';

const policy: EscalationPolicy = {
  ...DEFAULT_POLICY,
  reasons: {
    ...DEFAULT_POLICY.reasons,
    complaint: { action: 'escalate', priority: 'high', targetShare: 0.4 },
    low_confidence: { action: 'escalate', priority: 'low', targetShare: null },
  },
  targets: { ...DEFAULT_POLICY.targets, responseMinutes: 30, counted: 'office_hours' },
};
const office = {
  timeZone: 'America/Los_Angeles',
  hours: [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, opens: '09:00', closes: '12:00' },
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, opens: '13:00', closes: '17:00' },
  ].map((span) => ({ ...span, days: [...span.days] })),
};
const at = (local: string) => new Date(local);

describe('how soon a person should come', () => {
  it('takes the share of the reason, else that of its priority', () => {
    expect(targetMinutes(policy, 'complaint')).toBe(12);
    expect(targetMinutes(policy, 'low_confidence')).toBe(120);
    expect(targetMinutes(policy, 'safety')).toBe(6);
  });

  it('is sooner, never later, for a matter that is more urgent than its reason usually is', () => {
    expect(priorityOf(policy, 'low_confidence', 'high')).toBe('high');
    expect(targetMinutes(policy, 'low_confidence', 'high')).toBe(15);
    expect(priorityOf(policy, 'complaint', 'normal')).toBe('high');
    expect(targetMinutes(policy, 'complaint', 'normal')).toBe(12);
    expect(targetMinutes(policy, 'complaint', 'urgent')).toBe(6);
  });

  it('counts office hours only, but urgent matters round the clock', () => {
    const friday = at('2027-03-05T16:55:00-08:00');
    const due = dueTime(friday, policy, office, { reason: 'complaint' });
    expect(due).toEqual(at('2027-03-08T09:07:00-08:00'));
    expect(dueTime(friday, policy, office, { reason: 'safety' })).toEqual(at('2027-03-05T17:01:00-08:00'));
    expect(dueTime(friday, policy, office, { reason: 'complaint', atLeast: 'urgent' })).toEqual(
      at('2027-03-05T17:01:00-08:00'),
    );
    const always = { ...policy, targets: { ...policy.targets, counted: 'always' as const } };
    expect(dueTime(friday, always, office, { reason: 'complaint' })).toEqual(at('2027-03-05T17:07:00-08:00'));
  });
});

describe('office minutes', () => {
  it('skip the lunch break, the night and the hour that the clock leaves out', () => {
    expect(addOfficeMinutes(at('2027-03-05T11:50:00-08:00'), 20, office)).toEqual(at('2027-03-05T13:10:00-08:00'));
    expect(addOfficeMinutes(at('2027-03-05T06:00:00-08:00'), 20, office)).toEqual(at('2027-03-05T09:20:00-08:00'));
    const night = { ...office, hours: [{ days: ['sun' as const], opens: '01:00', closes: '04:00' }] };
    // Clocks go from 2 to 3 that night: the office is open for two hours.
    expect(addOfficeMinutes(at('2027-03-14T01:00:00-08:00'), 90, night)).toEqual(at('2027-03-14T03:30:00-07:00'));
  });

  it('count round the clock where there are no office hours at all', () => {
    expect(addOfficeMinutes(at('2027-03-05T16:55:00-08:00'), 30, { ...office, hours: [] })).toEqual(
      at('2027-03-05T17:25:00-08:00'),
    );
  });

  it('count each minute once where the hours overlap', () => {
    const twice = { ...office, hours: [...office.hours, ...office.hours] };
    expect(addOfficeMinutes(at('2027-03-05T11:50:00-08:00'), 20, twice)).toEqual(at('2027-03-05T13:10:00-08:00'));
  });

  it('never end before as many minutes have passed, and more minutes never end sooner', () => {
    const moment = fc.integer({ min: Date.UTC(2027, 0, 1), max: Date.UTC(2027, 11, 31) }).map((ms) => new Date(ms));
    const span = fc.integer({ min: 1, max: 3_000 });
    fc.assert(
      fc.property(moment, span, span, (start, some, more) => {
        const one = addOfficeMinutes(start, some, office).getTime();
        expect(one - start.getTime()).toBeGreaterThanOrEqual(some * 60_000);
        expect(addOfficeMinutes(start, some + more, office).getTime()).toBeGreaterThan(one);
      }),
      { numRuns: 60 },
    );
  });
});
