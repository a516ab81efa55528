import { expect, it } from 'vitest';
import { createFixedClock } from '../core/clock.ts';
import { createRequestLimit } from './request-limit.ts';

it('lets so many through in a window, and says how long to wait', () => {
  const clock = createFixedClock('2027-03-01T17:00:00Z');
  const limit = createRequestLimit({ clock, requests: 2, windowMs: 10_000, what: 'messages were sent at once' });
  limit('a');
  clock.advanceMs(4_000);
  limit('a');
  limit('b');
  expect(() => limit('a')).toThrow('Too many messages were sent at once. Wait 6 seconds, then try again.');
  clock.advanceMs(6_000);
  expect(() => limit('a')).not.toThrow();
});
