import { createORPCClient, ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import type { z } from 'zod';
import { ErrorBody, type ErrorCode, type FieldIssue } from './errors.ts';
import { contract } from './index.ts';

/** Every route of the contract as a typed function: `client.users.create({ … })`. Failures are ApiErrors. */
export type ApiClient = JsonifiedClient<ContractRouterClient<typeof contract>>;

export interface ApiClientOptions {
  /** Where the sidecar is, such as http://127.0.0.1:4811. */
  baseUrl: string;
  /** Read at each call, so that a client outlives signing in and out. */
  token: () => string | undefined;
  fetch?: typeof globalThis.fetch;
}

export type ApiError = ORPCError<ErrorCode, { requestId: string; issues?: z.infer<typeof FieldIssue>[] | undefined }>;

/** The client that the page, the tests and anything else in TypeScript use. It knows nothing but the contract. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);
  const link = new OpenAPILink(contract, {
    url: new URL('/api', options.baseUrl).href,
    headers: () => {
      const token = options.token();
      return token === undefined ? {} : { authorization: `Bearer ${token}` };
    },
    fetch: (request, init) => send(request, init),
    customErrorResponseBodyDecoder: decodeError,
  });
  return createORPCClient(link);
}

/** Whether this is an answer of the sidecar, with a text for people, as opposed to having got no answer at all. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof ORPCError && error.defined;
}

function decodeError(body: unknown, response: { status: number }): ApiError | null {
  const parsed = ErrorBody.safeParse(body);
  if (!parsed.success) return null;
  const { code, message, requestId, issues } = parsed.data;
  return new ORPCError(code, { defined: true, status: response.status, message, data: { requestId, issues } });
}
