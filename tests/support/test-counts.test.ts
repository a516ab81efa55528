import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { APP_ROOT } from '../../src-server/core/app-root.ts';
import { addCounts, NO_TESTS, playwrightCounts, readCounts, vitestCounts } from './test-counts.ts';

describe('test counts', () => {
  const file = { name: join(APP_ROOT, 'a/b.test.ts'), status: 'failed', message: '' };
  const vitestReport = {
    testResults: [
      {
        ...file,
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
    expect(vitestCounts(vitestReport)).toMatchObject({ passed: 1, failed: 1, skipped: 1 });
  });

  it('name what did not pass, with the first line of the reason', () => {
    expect(vitestCounts(vitestReport).notPassed).toEqual([
      'failed: a/b.test.ts › b subtracts: Error: off by one',
      'skipped: a/b.test.ts › b divides',
    ]);
  });

  it('count a test file that could not be loaded or prepared as one failure', () => {
    const unloaded = { ...file, message: 'no such module', assertionResults: [] };
    const unprepared = { ...file, assertionResults: [{ status: 'skipped', fullName: 'b adds' }] };
    const counts = vitestCounts({ testResults: [unloaded, unprepared] });
    expect(counts).toMatchObject({ passed: 0, failed: 2, skipped: 1 });
    expect(counts.notPassed[0]).toBe('failed: a/b.test.ts › the file itself: no such module');
  });

  it('count tests that never ended, as the process of their file did, as failures', () => {
    const ended = {
      ...file,
      assertionResults: ['passed', 'pending', 'pending'].map((status) => ({ status, fullName: 'b' })),
    };
    expect(vitestCounts({ testResults: [ended] })).toMatchObject({ passed: 1, failed: 2, skipped: 0 });
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
