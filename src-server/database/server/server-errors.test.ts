import { once } from 'node:events';
import { createServer } from 'node:net';
import pg from 'pg';
import { expect, it } from 'vitest';
import { AppError } from '../../core/errors.ts';
import { checkServer } from './check-server.ts';
import { explainServerFailure } from './server-errors.ts';

/** An ErrorResponse of the wire protocol. */
function errorResponse(fields: Record<string, string>): Buffer {
  const body = Buffer.from(
    `${Object.entries(fields)
      .map(([key, value]) => `${key}${value}\0`)
      .join('')}\0`,
  );
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** What a server that refuses every connection with this SQLSTATE makes of it. */
async function refusedWith(code: string): Promise<AppError> {
  const server = createServer((socket) => {
    socket.once('data', () => socket.end(errorResponse({ S: 'FATAL', C: code, M: 'no' })));
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const url = `postgres://desk:hunter2@127.0.0.1:${port}/teppan?sslmode=disable`;
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  const error = await client.connect().catch((thrown: unknown) => explainServerFailure(thrown, url));
  await new Promise((resolve) => server.close(resolve));
  if (!(error instanceof AppError)) throw new Error('The fake server was not refused.');
  return error;
}

it.each([
  ['28P01', 'refused the user or password'],
  ['28000', 'refused the user or password'],
  ['3D000', 'no such database'],
  ['53300', 'no connection left'],
])('explains SQLSTATE %s without the password', async (code, text) => {
  const error = await refusedWith(code);
  expect(error.message).toContain(text);
  expect(error.message).not.toContain('hunter2');
});

it('explains a name that does not exist', () => {
  const error = Object.assign(new Error('getaddrinfo ENOTFOUND db.invalid'), { code: 'ENOTFOUND' });
  expect(explainServerFailure(error, 'postgres://a:b@db.invalid/t').message).toContain('cannot be reached');
});

function serverWith(
  version: { number: number; name: string },
  vector: { installed: string | null; available: string } | undefined,
) {
  const query = async (text: string) => ({
    rows: text.includes('server_version') ? [version] : vector === undefined ? [] : [vector],
  });
  return { query } as unknown as pg.ClientBase;
}

const POSTGRES_17 = { number: 170_002, name: '17.2' };

it('refuses a server before 16 and one without a recent pgvector', async () => {
  const recent = { installed: null, available: '0.8.1' };
  await expect(checkServer(serverWith({ number: 150_008, name: '15.8' }, recent))).rejects.toThrow(
    /15\.8.*16 or newer/,
  );
  await expect(checkServer(serverWith(POSTGRES_17, undefined))).rejects.toThrow(/no pgvector.*Install it/);
  await expect(checkServer(serverWith(POSTGRES_17, { installed: '0.7.4', available: '0.8.1' }))).rejects.toThrow(
    'ALTER EXTENSION vector UPDATE',
  );
  await expect(checkServer(serverWith(POSTGRES_17, recent))).resolves.toBeUndefined();
});
