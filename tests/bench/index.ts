import { parseArgs } from 'node:util';

/** What a bench measured, one object for each size. */
type Bench = (rows: number, databaseUrl: string | undefined) => Promise<object | readonly object[]>;

/** Each is loaded by itself, so that the memory of one is not that of all. */
const BENCHES: Record<string, () => Promise<Bench>> = {
  search: async () => (await import('./search.ts')).benchSearch,
  import: async () => (await import('./import.ts')).benchImport,
  answer: async () => (await import('./answer.ts')).benchAnswer,
  simulation: async () => (await import('./simulation.ts')).benchSimulation,
  experiments: async () => (await import('./experiments.ts')).benchExperiments,
  dataset: async () => (await import('./dataset.ts')).benchDataset,
};

/** What each of them counts its size in, and how many it takes unless told otherwise. */
const UNITS: Record<string, { unit: string; usual: number }> = {
  search: { unit: 'chunks', usual: 10_000 },
  import: { unit: 'articles', usual: 1_000 },
  answer: { unit: 'chunks', usual: 10_000 },
  simulation: { unit: 'traces', usual: 100_000 },
  experiments: { unit: 'runs of each setting', usual: 10_000 },
  dataset: { unit: 'examples', usual: 50_000 },
};

const HELP = `npm run bench -- <${Object.keys(BENCHES).join('|')}> [--rows N | --large] [--database URL] [--json]

Measures the speed of the product on a throwaway database, and how often its experiments err.
  --rows N        how many chunks to search (10000; more are compared with 10000), articles to import (1000), chunks to
                  answer from (10000), traces (100000) or experiments to simulate (10000), or training examples (50000)
  --large         the same as --rows 100000
  --database URL  a Postgres server with pgvector, on which a database is made and dropped, or "start" for one that is
                  started for this run; embedded when left out
  --json          one JSON object on standard output instead of a table`;

await main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string' },
      large: { type: 'boolean' },
      database: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const load = BENCHES[positionals[0] ?? ''];
  const { usual = 0, unit = '' } = UNITS[positionals[0] ?? ''] ?? {};
  const rows = values.large === true ? 100_000 : Number(values.rows ?? usual);
  if (values.help === true || load === undefined || !Number.isInteger(rows) || rows < 1) {
    console.log(HELP);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  console.error(`${positionals[0]}: ${rows} ${unit}, ${values.database === undefined ? 'embedded' : 'on a server'}`);
  const bench = await load();
  const sizes = [await bench(rows, values.database)].flat();
  if (values.json === true) console.log(JSON.stringify(sizes.length === 1 ? sizes[0] : { sizes }));
  else console.table(figuresBySize(sizes));
}

/** A line for each figure and a column for each size, as there are many figures and few sizes. */
function figuresBySize(sizes: readonly object[]): Record<string, Record<string, unknown>> {
  const lines: Record<string, Record<string, unknown>> = {};
  for (const [index, size] of sizes.entries())
    for (const [name, figure] of Object.entries(size)) lines[name] = { ...lines[name], [`size ${index + 1}`]: figure };
  return lines;
}
