import { parseArgs } from 'node:util';
import { benchSearch } from './search.ts';

const BENCHES: Record<string, (rows: number, databaseUrl: string | undefined) => Promise<object>> = {
  search: benchSearch,
};

const HELP = `npm run bench -- <${Object.keys(BENCHES).join('|')}> [--rows N] [--database URL] [--json]

Measures the speed of the product on a throwaway database.
  --rows N        how many rows to fill it with (10000)
  --database URL  a Postgres server with pgvector, on which a database is made and dropped; embedded when left out
  --json          one JSON object on standard output instead of a table`;

await main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string', default: '10000' },
      database: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const bench = BENCHES[positionals[0] ?? ''];
  const rows = Number(values.rows);
  if (values.help === true || bench === undefined || !Number.isInteger(rows) || rows < 1) {
    console.log(HELP);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  console.error(`${positionals[0]}: ${rows} rows, ${values.database === undefined ? 'embedded' : 'on a server'}`);
  const result = await bench(rows, values.database);
  if (values.json === true) console.log(JSON.stringify(result));
  else console.table([result]);
}
