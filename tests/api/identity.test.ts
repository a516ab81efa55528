import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isApiError } from '../../src-server/contract/client.ts';
import { SESSION_LIFETIME_MS } from '../../src-server/identity/sessions.ts';
import { startTestServer, TEST_PASSWORD, type TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
});
afterAll(() => server.stop());

/** The error code and text that a call ends with. */
async function failure(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isApiError(error)) throw error ?? new Error('The call should have failed.');
  return { code: error.code, message: error.message };
}

async function addPerson(name: string, role: 'support' | 'admin' | 'owner') {
  const owner = await server.as('owner');
  return owner.users.create({ name, email: `${name}@desk.test`, role, password: TEST_PASSWORD });
}

function codeOf(link: string): string {
  return new URLSearchParams(new URL(link).hash.slice(1)).get('code') ?? '';
}

describe('one-time codes', () => {
  it('sign the owner of this machine in, once', async () => {
    const code = codeOf(server.sidecar.mintLink());
    const { token, user } = await server.client().sessions.exchange({ code });
    expect(user).toMatchObject({ role: 'owner', hasPassword: false });
    expect(await server.client(token).users.me()).toMatchObject({ id: user.id });
    expect(await failure(server.client().sessions.exchange({ code }))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('are good for a short time only', async () => {
    const code = codeOf(server.sidecar.mintLink());
    server.clock.advanceMs(11 * 60_000);
    expect((await failure(server.client().sessions.exchange({ code }))).message).toMatch(/too old/);
  });
});

describe('sessions', () => {
  it('end by signing out', async () => {
    await addPerson('ada', 'support');
    const { token } = await server.client().sessions.signIn({ email: 'ADA@desk.test', password: TEST_PASSWORD });
    const ada = server.client(token);
    await ada.sessions.signOut();
    expect(await failure(ada.users.me())).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('last as long as they are used', async () => {
    await addPerson('bea', 'support');
    const { token } = await server.client().sessions.signIn({ email: 'bea@desk.test', password: TEST_PASSWORD });
    const bea = server.client(token);
    server.clock.advanceMs(SESSION_LIFETIME_MS.staff - 1_000);
    await bea.users.me();
    server.clock.advanceMs(SESSION_LIFETIME_MS.staff - 1_000);
    await bea.users.me();
    server.clock.advanceMs(SESSION_LIFETIME_MS.staff + 1_000);
    expect(await failure(bea.users.me())).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('are kept as hashes only', async () => {
    const { token } = await server.client().sessions.exchange({ code: codeOf(server.sidecar.mintLink()) });
    const { rows } = await server.db.query('SELECT token_hash FROM identity.sessions');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(server.logged.join()).not.toContain(token);
  });
});

describe('passwords', () => {
  it('answer alike whether the address is unknown, the password wrong or the person gone', async () => {
    const gone = await addPerson('cleo', 'support');
    await (await server.as('owner')).users.update({ id: gone.id, isActive: false });
    await addPerson('dora', 'support');
    const tries = [
      { email: 'nobody@desk.test', password: TEST_PASSWORD },
      { email: 'dora@desk.test', password: 'wrong' },
      { email: 'cleo@desk.test', password: TEST_PASSWORD },
    ];
    const answers = await Promise.all(tries.map((input) => failure(server.client().sessions.signIn(input))));
    expect(new Set(answers.map(({ message }) => message)).size).toBe(1);
    expect(answers[0]?.code).toBe('UNAUTHENTICATED');
  });

  it('cannot be guessed quickly, also not at the same time, and not by one person for another', async () => {
    await addPerson('eve', 'support');
    await addPerson('fay', 'support');
    const guess = () => failure(server.client().sessions.signIn({ email: 'eve@desk.test', password: 'guess' }));
    const codes = (await Promise.all(Array.from({ length: 12 }, guess))).map(({ code }) => code);
    expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(5);
    const blocked = await failure(server.client().sessions.signIn({ email: 'eve@desk.test', password: TEST_PASSWORD }));
    expect(blocked).toMatchObject({ code: 'TOO_MANY_REQUESTS', message: expect.stringMatching(/Wait 15 minutes/) });
    await server.client().sessions.signIn({ email: 'fay@desk.test', password: TEST_PASSWORD });
    server.clock.advanceMs(15 * 60_000);
    await server.client().sessions.signIn({ email: 'eve@desk.test', password: TEST_PASSWORD });
  });

  it('are kept as argon2id with the parameters that OWASP advises', async () => {
    await addPerson('gus', 'support');
    const { rows } = await server.db.query(`SELECT password_hash FROM identity.users WHERE email = 'gus@desk.test'`);
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('people', () => {
  it('lose their sessions when they are deactivated or get a new password', async () => {
    for (const change of [{ isActive: false }, { password: 'another password' }]) {
      const name = `h${Object.keys(change)}`.toLowerCase();
      const { id } = await addPerson(name, 'support');
      const { token } = await server.client().sessions.signIn({ email: `${name}@desk.test`, password: TEST_PASSWORD });
      await (await server.as('owner')).users.update({ id, ...change });
      expect(await failure(server.client(token).users.me())).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  it('always have an owner, also when two owners demote each other at once', async () => {
    const owner = await server.as('owner');
    const { id } = await owner.users.me();
    for (const change of [{ role: 'admin' as const }, { isActive: false }])
      expect(await failure(owner.users.update({ id, ...change }))).toMatchObject({ code: 'CONFLICT' });

    const second = await addPerson('ivy', 'owner');
    const outcomes = await Promise.allSettled([
      owner.users.update({ id, role: 'admin' }),
      owner.users.update({ id: second.id, role: 'admin' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { rows } = await server.db.query(`SELECT id FROM identity.users WHERE role = 'owner' AND is_active`);
    expect(rows).toHaveLength(1);
    // Whichever it was: put the owner of this machine back for the other tests.
    await server.db.query(`UPDATE identity.users SET role = 'owner' WHERE id = $1`, [id]);
  });

  it('lose the rights of the parent process too, at the next request', async () => {
    const owner = await server.as('owner');
    const { id } = await owner.users.me();
    const other = await addPerson('liz', 'owner');
    const { token } = await server.client().sessions.signIn({ email: 'liz@desk.test', password: TEST_PASSWORD });
    const liz = server.client(token);
    await liz.users.update({ id, role: 'admin' });
    expect(await failure(owner.users.update({ id: other.id, name: 'Eliza' }))).toMatchObject({ code: 'FORBIDDEN' });
    await liz.users.update({ id, isActive: false });
    expect(await failure(owner.users.me())).toMatchObject({ code: 'UNAUTHENTICATED' });
    await liz.users.update({ id, isActive: true, role: 'owner' });
    expect(await owner.users.me()).toMatchObject({ id, role: 'owner' });
  });

  it('have an address of their own', async () => {
    await addPerson('joe', 'support');
    expect(await failure(addPerson('JOE', 'support'))).toMatchObject({ code: 'CONFLICT' });
  });

  it('are on record for what they decide, without secrets', async () => {
    const { id } = await addPerson('kay', 'support');
    await (await server.as('owner')).users.update({ id, role: 'admin', password: 'a new password' });
    const { rows } = await server.db.query(
      'SELECT action, actor_id, details FROM identity.audit_log WHERE subject_id = $1 ORDER BY id',
      [id],
    );
    const entries = z.array(z.object({ action: z.string(), actor_id: z.uuid(), details: z.unknown() })).parse(rows);
    expect(entries.map(({ action }) => action)).toEqual(['user.created', 'user.changed']);
    expect(entries[1]?.details).toEqual({ fields: ['role', 'password'], role: 'admin' });
    expect(JSON.stringify(entries)).not.toContain('a new password');
  });
});
