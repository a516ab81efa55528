import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteRole } from '../../src-server/contract/route.ts';
import { type ContractRoute, contractRoutes } from '../support/contract-routes.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
});
afterAll(() => server.stop());

const CALLERS = ['nobody', 'customer', 'support', 'admin', 'owner'] as const;
type Caller = (typeof CALLERS)[number];

/** Written out rather than computed, so that it cannot share a mistake with the code. */
const MAY: Record<RouteRole, readonly Caller[]> = {
  public: ['nobody', 'customer', 'support', 'admin', 'owner'],
  customer: ['customer'],
  support: ['support', 'admin', 'owner'],
  admin: ['admin', 'owner'],
  owner: ['owner'],
};

const ROUTES: ContractRoute[] = [
  ...contractRoutes(),
  { name: 'the OpenAPI document', method: 'GET', path: '/api/openapi.json', role: 'support' },
];

/** With an input that fits no schema: what is asked here is only who gets as far as that. */
async function call(route: ContractRoute, caller: Caller): Promise<number> {
  const token = caller === 'nobody' ? undefined : await server.tokenOf(caller);
  const cut = new AbortController();
  const response = await fetch(`${server.url}${route.path}`, {
    method: route.method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(route.method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(route.method === 'GET' ? {} : { body: '"not what any route takes"' }),
    signal: cut.signal,
  });
  cut.abort();
  return response.status;
}

describe('who may call what', () => {
  it('covers the whole contract', () => {
    expect(ROUTES.length).toBeGreaterThan(50);
    expect(ROUTES.filter(({ role }) => !(role in MAY))).toEqual([]);
  });

  it.each(CALLERS)('lets %s through where the contract says so, and nowhere else', async (caller) => {
    const wrong: string[] = [];
    // Signing out ends the very session that this test uses.
    for (const route of ROUTES) {
      if (route.name === 'sessions.signOut' && MAY.support.includes(caller)) continue;
      const status = await call(route, caller);
      const may = MAY[route.role].includes(caller);
      const refused = status === 401 || status === 403;
      if (refused === may) wrong.push(`${route.name} (${route.role}): ${status}`);
      if (!may && caller === 'nobody' && status !== 401) wrong.push(`${route.name}: ${status} instead of 401`);
    }
    expect(wrong).toEqual([]);
  });
});
