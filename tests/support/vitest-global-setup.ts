import { once } from 'node:events';
import { createServer } from 'node:http';
import { type RunningPostgres, startPostgres } from './postgres.ts';
import type { NotFound } from './run-command.ts';
import { DOOR_VARIABLE } from './server-database.ts';

/**
 * One Postgres server for all workers of a run, started when the first test file asks for it: most runs are of a few
 * files that need none. Workers inherit the address to ask at.
 */
export default async function setup(): Promise<() => Promise<void>> {
  let postgres: Promise<RunningPostgres | NotFound> | undefined;
  const door = createServer(async (_request, response) => {
    postgres ??= startPostgres();
    response.end(JSON.stringify(await postgres));
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  const address = door.address();
  if (address === null || typeof address === 'string') throw new Error('The door has no port.');
  process.env[DOOR_VARIABLE] = `http://127.0.0.1:${address.port}`;
  return async () => {
    door.close();
    const running = await postgres;
    if (running !== undefined && 'stop' in running) await running.stop();
  };
}
