import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { APP_ROOT } from '../../src-server/core/app-root.ts';

export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
  /** What did not pass, a line each: the file, the test's name, and the first line of the reason. */
  notPassed: readonly string[];
}

export const NO_TESTS: TestCounts = { passed: 0, failed: 0, skipped: 0, notPassed: [] };

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});
const FAILED = ['failed', 'pending'];

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.object({ message: z.string().default('') })).default([]),
});

/** Counts from the JSON report of Vitest. A test that never ended, as the process of its file did, has failed. */
export function vitestCounts(report: unknown): TestCounts {
  const files = VitestReport.parse(report).testResults;
  const tests = files.flatMap(({ name, assertionResults }) => assertionResults.map((test) => ({ ...test, name })));
  // Nothing in it says so, but the file could not be loaded or prepared.
  const broken = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => FAILED.includes(test.status)),
  );
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failed = tests.filter((test) => FAILED.includes(test.status)).length;
  return {
    passed,
    failed: failed + broken.length,
    skipped: tests.length - passed - failed,
    notPassed: [
      ...broken.map(({ name, message }) => line('failed', name, 'the file itself', message)),
      ...tests
        .filter((test) => test.status !== 'passed')
        .map((test) => line(test.status, test.name, test.fullName, test.failureMessages?.[0] ?? '')),
    ],
  };
}

function line(status: string, path: string, test: string, reason: string): string {
  const first = stripVTControlCharacters(reason).trim().split('\n', 1)[0];
  return `${status}: ${relative(APP_ROOT, path)} › ${test}${first ? `: ${first}` : ''}`;
}

/** Counts from the JSON report of Playwright. A flaky test has failed once, and counts as failed. */
export function playwrightCounts(report: unknown): TestCounts {
  const { stats, errors } = PlaywrightReport.parse(report);
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    // The list reporter, which runs beside the one read here, closes with the names of what failed.
    notPassed: errors.map(({ message }) => line('failed', APP_ROOT, 'outside a test', message)),
  };
}

/** Reads a runner's report; undefined where the runner ended before it wrote one. */
export async function readCounts(
  path: string,
  counts: (report: unknown) => TestCounts,
): Promise<TestCounts | undefined> {
  try {
    return counts(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

export function addCounts(left: TestCounts, right: TestCounts): TestCounts {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
    notPassed: [...left.notPassed, ...right.notPassed],
  };
}
