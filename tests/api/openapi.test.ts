import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { contractRoutes } from '../support/contract-routes.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
});
afterAll(() => server.stop());

const Operation = z
  .object({
    summary: z.string(),
    operationId: z.string(),
    responses: z.record(z.string(), z.object({ description: z.string() }).loose()),
  })
  .loose();
const Document = z.object({
  openapi: z.string().startsWith('3.1'),
  info: z.object({ title: z.literal('Teppan'), version: z.string() }).loose(),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), Operation),
  ),
});

it('describes every route, with its errors as they are sent', async () => {
  const response = await fetch(`${server.url}/api/openapi.json`, {
    headers: { authorization: `Bearer ${await server.tokenOf('owner')}` },
  });
  const document = Document.parse(await response.json());
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(operations).toHaveLength(contractRoutes().length);
  const ids = operations.map((operation) => operation?.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(JSON.stringify(operations[0]?.responses['401'])).toContain('requestId');
});
