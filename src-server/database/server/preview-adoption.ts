import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { checkUrl, explainServerFailure } from './server-errors.ts';

/** What an upgrade of this database would find. */
export interface AdoptionPreview {
  /** False for a database that Teppan has been at already: there is nothing to adopt. */
  isUntouched: boolean;
  /** The base tables that are there, with their rows. */
  tables: { name: string; rows: number }[];
  chunks: { total: number; convertible: number; characters: number };
  /** Chunks whose vector cannot be used, each with its reason. */
  malformed: { id: string; title: string; reason: string; characters: number }[];
}

const BASE_TABLES = [
  'ai.conversations',
  'ai.messages',
  'ai.kb_chunks',
  'ai.training_data',
  'support.escalations',
  'identity.users',
];

/**
 * Looks at a deployment with the very functions that the upgrade judges its vectors by, in a transaction that is rolled
 * back: nothing is written, and the deployment goes on working meanwhile.
 */
export async function previewAdoption(url: string, migrationsDir: string): Promise<AdoptionPreview> {
  checkUrl(url);
  const client = new pg.Client({ connectionString: url, application_name: 'teppan-adopt' });
  try {
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    return await look(client, migrationsDir);
  } catch (error) {
    throw explainServerFailure(error, url);
  } finally {
    // Closing the connection ends the transaction without a trace.
    await client.end();
  }
}

async function look(client: pg.Client, migrationsDir: string): Promise<AdoptionPreview> {
  const tables: AdoptionPreview['tables'] = [];
  for (const name of BASE_TABLES) {
    if (!(await exists(client, name))) continue;
    const counted = await client.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${name}`);
    tables.push({ name, rows: counted.rows[0]?.rows ?? 0 });
  }
  const isUntouched = !(await exists(client, 'public.teppan_migrations'));
  const none = { isUntouched, tables, chunks: { total: 0, convertible: 0, characters: 0 }, malformed: [] };
  if (!tables.some(({ name }) => name === 'ai.kb_chunks') || !isUntouched) return none;

  await client.query('CREATE EXTENSION IF NOT EXISTS vector');
  await client.query(await functionOf(migrationsDir, '000002_pgvector.sql', 'vector_json_problem'));
  await client.query(await functionOf(migrationsDir, '000016_model-switch.sql', 'rejected_vector_reason'));
  const found = await client.query<AdoptionPreview['malformed'][number] & { reason: string | null }>(
    `SELECT id::text, title, length(title) + length(text) AS characters,
       ai.rejected_vector_reason(vector::text, ai.vector_json_problem(vector::text)) AS reason FROM ai.kb_chunks ORDER BY id`,
  );
  const malformed = found.rows.filter((row) => row.reason !== null);
  return {
    isUntouched,
    tables,
    chunks: {
      total: found.rows.length,
      convertible: found.rows.length - malformed.length,
      characters: found.rows.reduce((sum, row) => sum + row.characters, 0),
    },
    malformed,
  };
}

async function exists(client: pg.Client, table: string): Promise<boolean> {
  const found = await client.query<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', [table]);
  return found.rows[0]?.exists === true;
}

/** A function's own text out of the step that makes it, so that the preview cannot judge otherwise than the upgrade. */
async function functionOf(migrationsDir: string, file: string, name: string): Promise<string> {
  const text = await readFile(join(migrationsDir, file), 'utf8');
  const found = new RegExp(`CREATE FUNCTION ai\\.${name}[\\s\\S]*?END \\$\\$;`).exec(text);
  if (found === null) throw new Error(`${file} has no function ${name}.`);
  return found[0];
}
