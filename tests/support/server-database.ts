import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type RunningPostgres, startPostgres } from './postgres.ts';
import type { NotFound } from './run-command.ts';

/** Set by the run's global setup: asked by GET, it starts the run's one server and answers with its URL or the reason. */
export const DOOR_VARIABLE = 'TEPPAN_TEST_POSTGRES_DOOR';

export interface ServerDatabase {
  url: string;
  /** Ends whatever is still connected and removes the database. */
  drop(): Promise<void>;
}

let found: Promise<RunningPostgres | NotFound> | undefined;

/**
 * Why the tests that need a Postgres server cannot run here; undefined where they can. Starts the server on first use:
 *
 *     const missing = await serverMissing();
 *     describe.skipIf(missing !== undefined)(`on a server${missing ? ` (skipped: ${missing})` : ''}`, …)
 */
export async function serverMissing(): Promise<string | undefined> {
  const server = await testServer();
  return 'missing' in server ? server.missing : undefined;
}

/** A new empty database on the test server. Throws where there is no server. */
export async function createServerDatabase(): Promise<ServerDatabase> {
  const server = await testServer();
  if ('missing' in server) throw new Error(server.missing);
  const name = `teppan_test_${randomBytes(6).toString('hex')}`;
  await administer(server.url, `CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Stops the server where this process has started one of its own. It would end with the process anyway. */
export async function stopTestServer(): Promise<void> {
  const server = await found;
  found = undefined;
  if (server !== undefined && 'stop' in server) await server.stop();
}

function testServer(): Promise<RunningPostgres | NotFound> {
  found ??= findOrStart();
  return found;
}

async function findOrStart(): Promise<RunningPostgres | NotFound> {
  const door = process.env[DOOR_VARIABLE];
  const server = door === undefined ? await startPostgres() : await askAtDoor(door);
  if ('missing' in server) console.error(`Tests on a Postgres server are skipped: ${server.missing}`);
  return server;
}

async function askAtDoor(door: string): Promise<RunningPostgres | NotFound> {
  const response = await fetch(door);
  const answer = (await response.json()) as { url: string } | NotFound;
  return 'missing' in answer ? answer : { url: answer.url, stop: async () => {} };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
