import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { APP_ROOT } from '../../src-server/core/app-root.ts';
import { addCounts, NO_TESTS, playwrightCounts, readCounts, vitestCounts } from './test-counts.ts';

describe('test counts', () => {
  const vitestReport = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      {
        name: join(APP_ROOT, 'a/b.test.ts'),
        status: 'failed',
        message: '',
        assertionResults: [
          { status: 'passed', fullName: 'b adds' },
          {
            status: 'failed',
            fullName: 'b subtracts',
            failureMessages: ['\u001b[31mError: off by one\u001b[39m\n  at b'],
          },
          { status: 'skipped', fullName: 'b divides', failureMessages: [] },
        ],
      },
    ],
  };

  it('are read from a Vitest report', () => {
    expect(vitestCounts(vitestReport)).toMatchObject({ passed: 3, failed: 1, skipped: 2 });
  });

  it('name what did not pass, with the first line of the reason', () => {
    expect(vitestCounts(vitestReport).notPassed).toEqual([
      'failed: a/b.test.ts › b subtracts: Error: off by one',
      'skipped: a/b.test.ts › b divides',
    ]);
  });

  it('count a test file that could not be loaded as one failure', () => {
    const unloaded = { name: join(APP_ROOT, 'a/c.test.ts'), status: 'failed', message: 'no such module' };
    const counts = vitestCounts({ ...vitestReport, testResults: [{ ...unloaded, assertionResults: [] }] });
    expect(counts.failed).toBe(2);
    expect(counts.notPassed).toEqual(['failed: a/c.test.ts › the file itself: no such module']);
  });

  it('count a flaky browser test and an error outside a test as failures', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: 'no browser' }] };
    expect(playwrightCounts(report)).toMatchObject({ passed: 5, failed: 3, skipped: 2 });
  });

  it('are unknown where the runner wrote no report', async () => {
    expect(await readCounts('/does/not/exist.json', vitestCounts)).toBeUndefined();
  });

  it('add up', () => {
    const counts = { passed: 1, failed: 2, skipped: 3, notPassed: ['failed: a/b.test.ts › b subtracts'] };
    expect(addCounts(counts, NO_TESTS)).toEqual(counts);
  });
});
