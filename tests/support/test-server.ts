import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeSidecar, type Sidecar, type Surroundings } from '../../src-server/compose.ts';
import { type Config, readConfig } from '../../src-server/config.ts';
import { type ApiClient, createApiClient } from '../../src-server/contract/client.ts';
import type { StaffRole } from '../../src-server/contract/route.ts';
import { type Clock, createFixedClock } from '../../src-server/core/clock.ts';
import { newId, newSecret } from '../../src-server/core/ids.ts';
import { createLog } from '../../src-server/core/log.ts';
import { createChatSession } from '../../src-server/identity/sessions.ts';
import { openTestDatabase, type TestDatabase } from './embedded.ts';

export interface TestServer {
  url: string;
  port: number;
  db: TestDatabase;
  clock: ReturnType<typeof createFixedClock>;
  /** Every line that was logged. */
  logged: string[];
  dataDir: string;
  sidecar: Sidecar;
  /** A client that carries this token; none for an anonymous one. */
  client(token?: string): ApiClient;
  /** The token of somebody with this role; the person or the chat is made on first use. */
  tokenOf(role: StaffRole | 'customer'): Promise<string>;
  as(role: StaffRole | 'customer'): Promise<ApiClient>;
  /** Another customer with a conversation. */
  startChat(): Promise<StartedChat>;
  stop(): Promise<void>;
}

export interface StartedChat {
  id: string;
  token: string;
}

export const TEST_PASSWORD = 'correct horse battery';

export interface TestServerOptions extends Partial<Omit<Surroundings, 'clock'>> {
  config?: Partial<Config>;
}

/** The whole sidecar in this process, on a throwaway database, with a clock that stands still until it is moved. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { config: changes, ...surroundings } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'teppan-test-'));
  const logged: string[] = [];
  const clock = createFixedClock(new Date());
  const db = await openTestDatabase();
  const parentToken = newSecret();
  const parent = { type: 'configure', token: parentToken, dataDir, port: 0 } as const;
  const sidecar = await composeSidecar(
    { ...readConfig({ argv: [], env: {}, parent }), ...changes },
    {
      clock,
      log: createLog({ level: 'debug', write: (line) => void logged.push(line) }),
      openDatabase: async () => ({
        ...db,
        notices: [],
        backup: async () => undefined,
        replaceBackups: async () => undefined,
      }),
      report: () => {},
      ...surroundings,
    },
  );
  // What is done by the clock would come into a test, or not, by the minute in which it runs.
  await db.query('DELETE FROM pgboss.schedule');
  const url = `http://127.0.0.1:${sidecar.port}`;
  const client = (token?: string) => createApiClient({ baseUrl: url, token: () => token });

  const tokens = new Map<StaffRole | 'customer', Promise<string>>([['owner', Promise.resolve(parentToken)]]);
  async function makeToken(role: StaffRole | 'customer'): Promise<string> {
    if (role === 'customer') return (await startChat(db, clock)).token;
    const email = `${role}@example.test`;
    await client(parentToken).users.create({ name: `The ${role}`, email, role, password: TEST_PASSWORD });
    return (await client().sessions.signIn({ email, password: TEST_PASSWORD })).token;
  }
  function tokenOf(role: StaffRole | 'customer'): Promise<string> {
    const token = tokens.get(role) ?? makeToken(role);
    tokens.set(role, token);
    return token;
  }

  return {
    url,
    port: sidecar.port,
    db,
    clock,
    logged,
    dataDir,
    sidecar,
    client,
    tokenOf,
    as: async (role) => client(await tokenOf(role)),
    startChat: () => startChat(db, clock),
    async stop() {
      await sidecar.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A conversation of a customer, made without asking the AI anything. */
function startChat(db: TestDatabase, clock: Clock): Promise<StartedChat> {
  return db.transaction(async (tx) => {
    const id = newId();
    await tx.query(
      `INSERT INTO ai.conversations (id, channel, user_id, thread_id) VALUES ($1, 'live_chat', 'kim', $2)`,
      [id, id],
    );
    return { id, token: (await createChatSession(tx, clock, id)).token };
  });
}
