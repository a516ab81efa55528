import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { APP_ROOT } from '../../src-server/core/app-root.ts';
import { findChromium } from './chromium.ts';
import { startPostgres } from './postgres.ts';
import { addCounts, NO_TESTS, playwrightCounts, readCounts, type TestCounts, vitestCounts } from './test-counts.ts';

const HELP = `npm test [-- STEP …]

Runs every check in order, or only the named ones: lint types unit build crash e2e-embedded e2e-server`;

const STEP_LIMIT_MS = 30 * 60_000;

interface Step {
  name: string;
  about: string;
  command: readonly [program: string, ...args: string[]];
  /** How to read the runner's report; a step without one only passes or fails. */
  counts?: (report: unknown) => TestCounts;
  needs?: readonly ('build' | 'chromium' | 'postgres')[];
}

interface Outcome extends TestCounts {
  step: Step;
  verdict: 'passed' | 'FAILED' | 'skipped';
  seconds: number;
  reason?: string;
}

const VITEST_REPORTERS = ['--reporter=default', '--reporter=json'];
const PLAYWRIGHT = ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter', 'list,json'];

const STEPS: readonly Step[] = [
  {
    name: 'lint',
    about: 'style, mistakes, import directions',
    command: ['biome', 'check', '--error-on-warnings', '.'],
  },
  { name: 'types', about: 'types', command: ['tsc', '-b'] },
  {
    name: 'unit',
    about: 'unit, API and database tests',
    command: ['vitest', 'run', ...VITEST_REPORTERS],
    counts: vitestCounts,
  },
  { name: 'build', about: 'build', command: ['node', 'scripts/build.ts'] },
  {
    name: 'crash',
    about: 'killed processes and damaged folders',
    command: ['vitest', 'run', '--config', 'tests/crash/vitest.config.ts', ...VITEST_REPORTERS],
    counts: vitestCounts,
    needs: ['build'],
  },
  {
    name: 'e2e-embedded',
    about: 'the product in Chromium, embedded database',
    command: ['playwright', ...PLAYWRIGHT, '--project', 'embedded'],
    counts: playwrightCounts,
    needs: ['build', 'chromium'],
  },
  {
    name: 'e2e-server',
    about: 'the product in Chromium, Postgres server',
    command: ['playwright', ...PLAYWRIGHT, '--project', 'server'],
    counts: playwrightCounts,
    needs: ['build', 'chromium', 'postgres'],
  },
];

const { positionals, values } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
const unknown = positionals.filter((name) => !STEPS.some((step) => step.name === name));
if (values.help || unknown.length > 0) {
  console.log(unknown.length > 0 ? `There is no step ${unknown.join(', ')}.\n\n${HELP}` : HELP);
  process.exit(unknown.length > 0 ? 2 : 0);
}
process.exitCode = await runAll(STEPS.filter((step) => positionals.length === 0 || positionals.includes(step.name)));

async function runAll(steps: readonly Step[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'teppan-reports-'));
  const [postgres, chromium] = [await startPostgres(), await findChromium()];
  const missing = new Map<string, string>();
  if ('missing' in postgres) missing.set('postgres', postgres.missing);
  if ('missing' in chromium) missing.set('chromium', chromium.missing);
  for (const reason of missing.values()) console.log(`Not available: ${reason}`);
  const env = {
    ...process.env,
    PATH: [join(APP_ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    ...('url' in postgres ? { TEPPAN_TEST_DATABASE_URL: postgres.url } : {}),
    ...('path' in chromium ? { TEPPAN_CHROMIUM: chromium.path } : {}),
  };

  const outcomes: Outcome[] = [];
  for (const step of steps) {
    const reason = step.needs?.map((need) => missing.get(need)).find((found) => found !== undefined);
    const outcome = reason === undefined ? await run(step, env, folder) : skipped(step, reason);
    if (step.name === 'build' && outcome.verdict === 'FAILED') missing.set('build', 'The build failed.');
    outcomes.push(outcome);
  }

  if ('stop' in postgres) await postgres.stop();
  await rm(folder, { recursive: true, force: true });
  return report(outcomes);
}

async function run(step: Step, env: NodeJS.ProcessEnv, folder: string): Promise<Outcome> {
  console.log(`\n=== ${step.name}: ${step.about}`);
  const reportPath = join(folder, `${step.name}.json`);
  const [program, ...args] = step.command;
  if (program === 'vitest') args.push(`--outputFile.json=${reportPath}`);
  const startedMs = performance.now();
  const exitCode = await new Promise<number | null>((resolve) => {
    const child = spawn(program, args, {
      cwd: APP_ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath },
      timeout: STEP_LIMIT_MS,
      // On Windows the tools of node_modules/.bin are .cmd files, which only a shell runs.
      shell: process.platform === 'win32',
    });
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  const seconds = (performance.now() - startedMs) / 1000;
  const counts = (step.counts && (await readCounts(reportPath, step.counts))) ?? NO_TESTS;
  if (exitCode === 0 && counts.failed === 0) return { ...counts, step, verdict: 'passed', seconds };
  // A runner that broke down, or a step that counts nothing, is one failure.
  return { ...counts, failed: Math.max(counts.failed, 1), step, verdict: 'FAILED', seconds };
}

function skipped(step: Step, reason: string): Outcome {
  console.log(`\n=== ${step.name}: ${step.about}\nSkipped: ${reason}`);
  return { ...NO_TESTS, skipped: 1, step, verdict: 'skipped', seconds: 0, reason };
}

/** Prints a line for each step and the sum, alone on the last line. Returns the exit code. */
function report(outcomes: readonly Outcome[]): number {
  console.log('\n=== summary');
  for (const { step, verdict, seconds, passed, failed, skipped, reason } of outcomes) {
    const counted =
      step.counts && verdict !== 'skipped' ? `  ${passed} passed, ${failed} failed, ${skipped} skipped` : '';
    console.log(
      `${step.name.padEnd(14)}${verdict.padEnd(9)}${seconds.toFixed(1).padStart(7)} s${counted}${reason ? `  ${reason}` : ''}`,
    );
  }
  const sum = outcomes.reduce<TestCounts>(addCounts, NO_TESTS);
  // Named here again, as the end of a log is what is kept of it and read.
  for (const line of sum.notPassed) console.log(line);
  console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  return sum.failed === 0 ? 0 : 1;
}
