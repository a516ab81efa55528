import { expect, test } from 'vitest';
import { createCircuitBreaker } from './circuit-breaker.ts';

function setUp(openUntil?: number) {
  let now = 1_000_000;
  const breaker = createCircuitBreaker(() => now, openUntil);
  const pass = (ms: number) => {
    now += ms;
  };
  return { breaker, pass };
}

test('a single failure between successes changes nothing', () => {
  const { breaker } = setUp();
  breaker.failed();
  breaker.succeeded();
  breaker.failed();
  expect(breaker.permit()).toBe('ask');
});

test('opens after repeated failures, and lets one probe through after the pause', () => {
  const { breaker, pass } = setUp();
  breaker.failed();
  breaker.failed();
  expect(breaker.permit()).toBe('wait');
  pass(30_000);
  expect([breaker.permit(), breaker.permit()]).toEqual(['probe', 'wait']);
  breaker.succeeded();
  expect(breaker.permit()).toBe('ask');
});

test('a failed probe doubles the pause, up to ten minutes', () => {
  const { breaker, pass } = setUp();
  breaker.failed();
  const pauses: number[] = [];
  for (let time = 0; time < 7; time += 1) {
    breaker.failed();
    pauses.push((breaker.openUntilMs() ?? 0) - 1_000_000);
  }
  expect(pauses).toEqual([30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000]);
  pass(600_000);
  expect(breaker.permit()).toBe('probe');
});

test('opens at once for what cannot pass soon, and for as long as the service asks', () => {
  const lasting = setUp().breaker;
  lasting.failed({ isLasting: true });
  expect(lasting.permit()).toBe('wait');
  const { breaker, pass } = setUp();
  breaker.failed({ pauseMs: 120_000 });
  pass(119_999);
  expect(breaker.permit()).toBe('wait');
  pass(1);
  expect(breaker.permit()).toBe('probe');
});

test('a probe that found out nothing is made again', () => {
  const { breaker } = setUp(0);
  expect(breaker.permit()).toBe('probe');
  breaker.undecided();
  expect(breaker.permit()).toBe('probe');
});
