import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { lastLine, runCommand } from '../support/run-command.ts';
import type { BenchVectors } from './bench-vectors.ts';

/** A library that finds the nearest of these rows by a graph like ours. */
export interface Contender {
  /** The numbers of the rows. */
  search(question: Float32Array, limit: number): Promise<number[]>;
  close(): Promise<void>;
}

/** Native libraries, so a run that wants them installs them into a folder of its own, and nobody else has to build them. */
export const CONTENDERS: Record<string, { packages: string[]; load: (vectors: BenchVectors) => Promise<Contender> }> = {
  hnswlib: { packages: ['hnswlib-node@3.0.0'], load: loadHnswlib },
  lancedb: {
    packages: ['@lancedb/lancedb@0.39.0', 'apache-arrow@18.1.0', `@lancedb/lancedb-${platformName()}@0.39.0`],
    load: loadLancedb,
  },
};

const FOLDER = join(tmpdir(), 'teppan-bench-contenders');
/** As the product's index, see the migrations. */
const GRAPH = { m: 16, efConstruction: 64, ef: 64 };
const ADDED_AT_ONCE = 2_000;

/** Installs what is not there yet; returns why that was not possible. */
export async function installContender(packages: readonly string[]): Promise<string | undefined> {
  const folder = folderOf(packages);
  await mkdir(folder, { recursive: true });
  try {
    for (const name of packages.slice(0, 2)) requireFrom(packages).resolve(nameOf(name));
    return undefined;
  } catch {
    const flags = ['--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--omit=optional'];
    const made = await runCommand('npm', ['install', ...flags, ...packages], { timeoutMs: 5 * 60_000 });
    return made.ok ? undefined : lastLine(made.output);
  }
}

function folderOf(packages: readonly string[]): string {
  return join(FOLDER, (packages[0] ?? '').replace(/[^\w.-]+/g, '-'));
}

/** Which prebuilt binary is wanted. It is named, as the library's other optional packages are models and their runtimes. */
function platformName(): string {
  const library = { linux: '-gnu', win32: '-msvc' }[process.platform as string] ?? '';
  return `${process.platform}-${process.arch}${library}`;
}

function nameOf(versioned: string): string {
  return versioned.slice(0, versioned.lastIndexOf('@'));
}

function requireFrom(packages: readonly string[]): NodeJS.Require {
  return createRequire(join(folderOf(packages), 'from-here.js'));
}

interface HnswIndex {
  initIndex(rows: number, m: number, efConstruction: number, seed: number): void;
  setEf(ef: number): void;
  addPoint(vector: number[], label: number): void;
  searchKnn(vector: number[], limit: number): { neighbors: number[] };
}

async function loadHnswlib({ rows }: BenchVectors): Promise<Contender> {
  const { HierarchicalNSW } = requireFrom(CONTENDERS.hnswlib?.packages ?? [])('hnswlib-node') as {
    HierarchicalNSW: new (space: string, dimensions: number) => HnswIndex;
  };
  const index = new HierarchicalNSW('cosine', rows[0]?.length ?? 0);
  index.initIndex(rows.length, GRAPH.m, GRAPH.efConstruction, 100);
  for (const [label, vector] of rows.entries()) index.addPoint(Array.from(vector), label);
  index.setEf(GRAPH.ef);
  return {
    search: async (question, limit) => index.searchKnn(Array.from(question), limit).neighbors,
    close: async () => {},
  };
}

interface LanceTable {
  add(rows: object[]): Promise<unknown>;
  createIndex(column: string, options: object): Promise<void>;
  vectorSearch(vector: Float32Array): LanceQuery;
}

interface LanceQuery {
  distanceType(type: string): LanceQuery;
  ef(ef: number): LanceQuery;
  select(columns: string[]): LanceQuery;
  limit(rows: number): LanceQuery;
  toArray(): Promise<unknown[]>;
}

interface Lance {
  connect(folder: string): Promise<{ createTable(name: string, rows: object[]): Promise<LanceTable> }>;
  Index: { hnswSq(options: object): unknown };
}

const LanceRow = z.object({ id: z.number() });

async function loadLancedb({ rows }: BenchVectors): Promise<Contender> {
  const lance = requireFrom(CONTENDERS.lancedb?.packages ?? [])('@lancedb/lancedb') as Lance;
  const folder = await mkdtemp(join(tmpdir(), 'teppan-bench-lancedb-'));
  const toRows = (from: number) =>
    rows.slice(from, from + ADDED_AT_ONCE).map((vector, at) => ({ id: from + at, vector: Array.from(vector) }));
  const table = await (await lance.connect(folder)).createTable('chunks', toRows(0));
  for (let from = ADDED_AT_ONCE; from < rows.length; from += ADDED_AT_ONCE) await table.add(toRows(from));
  const { m, efConstruction, ef } = GRAPH;
  const config = lance.Index.hnswSq({ distanceType: 'cosine', numPartitions: 1, m, efConstruction });
  await table.createIndex('vector', { config });
  return {
    async search(question, limit) {
      const query = table.vectorSearch(question).distanceType('cosine').ef(ef).select(['id', '_distance']);
      return (await query.limit(limit).toArray()).map((row) => LanceRow.parse(row).id);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
