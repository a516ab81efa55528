import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashSources } from './source-hash.ts';

const ROOT = join(import.meta.dirname, '..');

interface Part {
  readonly name: 'server' | 'console' | 'shell';
  /** How it is called in the progress that a person reads. */
  readonly label: string;
  readonly sources: readonly string[];
  readonly outputs: readonly string[];
  readonly command: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

const TSC = 'node_modules/typescript/bin/tsc';
const ELECTRON_VITE = [
  'node_modules/electron-vite/bin/electron-vite.js',
  'build',
  '--logLevel',
  'warn',
  '--ignoreConfigWarning',
];
const TOOLS = ['package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json'];

/** What is built apart from each other, so that a change costs only its own part. */
const PARTS: readonly Part[] = [
  {
    name: 'server',
    label: 'the background service',
    sources: ['src-server', ...TOOLS],
    outputs: ['out/server'],
    // Types are checked by `npm run types`. A start has to build what is there, and to build all of it.
    command: [TSC, '-p', 'src-server', '--noCheck', '--incremental', 'false', '--tsBuildInfoFile', 'null'],
  },
  {
    name: 'console',
    label: 'the console',
    sources: ['src-renderer', 'src-server/contract', 'src-main/bridge', ...TOOLS],
    outputs: ['out/renderer'],
    command: ELECTRON_VITE,
    environment: { TEPPAN_BUILD_PART: 'console' },
  },
  {
    name: 'shell',
    label: 'the desktop shell',
    sources: ['src-main', 'src-server/contract', ...TOOLS],
    outputs: ['out/main', 'out/preload'],
    command: ELECTRON_VITE,
    environment: { TEPPAN_BUILD_PART: 'shell' },
  },
];

export type PartName = Part['name'];

/** Builds what is missing or older than its sources, side by side. Resolves with the names of what was built. */
export async function buildStale(report: (line: string) => void): Promise<PartName[]> {
  const stale = PARTS.map((part) => ({ part, hash: hashSources(ROOT, part.sources) })).filter(
    ({ part, hash }) => !isFresh(part, hash),
  );
  if (stale.length > 0) report(`Building ${stale.map(({ part }) => part.label).join(', ')} …`);
  await Promise.all(
    stale.map(async ({ part, hash }) => {
      const startedMs = performance.now();
      await build(part);
      writeStamp(part, hash);
      report(`Built ${part.label} (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`);
    }),
  );
  return stale.map(({ part }) => part.name);
}

/** A part's stamp names the sources that it was built from. It is removed before a build: half a build is none. */
function stampPath(part: Part): string {
  return join(ROOT, 'out', '.stamps', part.name);
}

function isFresh(part: Part, hash: string): boolean {
  const stamp = stampPath(part);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) return false;
  return part.outputs.every((output) => existsSync(join(ROOT, output)));
}

function writeStamp(part: Part, hash: string): void {
  mkdirSync(dirname(stampPath(part)), { recursive: true });
  writeFileSync(stampPath(part), hash);
}

async function build(part: Part): Promise<void> {
  rmSync(stampPath(part), { force: true });
  for (const output of part.outputs) rmSync(join(ROOT, output), { recursive: true, force: true });
  const child = spawn(process.execPath, part.command, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...part.environment },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const exitCode = await new Promise<number | null>((done, fail) => child.on('close', done).on('error', fail));
  if (exitCode !== 0) throw new Error(`Building ${part.label} failed:\n${output.trim()}`);
}
