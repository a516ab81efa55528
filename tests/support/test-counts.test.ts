import { describe, expect, it } from 'vitest';
import { addCounts, NO_TESTS, playwrightCounts, readCounts, vitestCounts } from './test-counts.ts';

describe('test counts', () => {
  const vitestReport = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [{ status: 'passed', assertionResults: [{}] }],
  };

  it('are read from a Vitest report', () => {
    expect(vitestCounts(vitestReport)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  it('count a test file that could not be loaded as one failure', () => {
    const report = { ...vitestReport, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(vitestCounts(report).failed).toBe(2);
  });

  it('count a flaky browser test and an error outside a test as failures', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
    expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });

  it('are unknown where the runner wrote no report', async () => {
    expect(await readCounts('/does/not/exist.json', vitestCounts)).toBeUndefined();
  });

  it('add up', () => {
    expect(addCounts({ passed: 1, failed: 2, skipped: 3 }, NO_TESTS)).toEqual({ passed: 1, failed: 2, skipped: 3 });
  });
});
