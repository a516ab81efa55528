import { OpenAPIHandler } from '@orpc/openapi/node';
import type { Router } from '@orpc/server';
import { experimental_RethrowHandlerPlugin as RethrowHandlerPlugin } from '@orpc/server/plugins';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import type { RequestContext } from '../api.ts';
import type { Contract } from '../contract/index.ts';
import { StaffRole } from '../contract/route.ts';
import { AddressCoercionPlugin } from './address-coercion.ts';
import { type Authenticate, authorize } from './authorize.ts';

export type ApiRouter = Router<Contract, RequestContext>;

/** A request's context before it is known who makes it. */
interface IncomingContext extends RequestContext {
  authorization: string | undefined;
}

const DeclaredRole = z.object({ role: z.enum(['public', 'customer', ...StaffRole.options]) });

const KEEP_ALIVE_MS = 15_000;

/**
 * Answers the routes of the contract. Before anything else of a route runs, the role that the contract declares for
 * it is checked here; a route without a declared role answers nobody. Errors are thrown on to the app.
 */
export function createApiHandler(router: ApiRouter, authenticate: Authenticate): OpenAPIHandler<IncomingContext> {
  return new OpenAPIHandler<IncomingContext>(router, {
    plugins: [
      new AddressCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] }),
      new RethrowHandlerPlugin({ filter: () => true }),
    ],
    clientInterceptors: [
      async ({ next, ...call }) => {
        const { role } = DeclaredRole.parse(call.procedure['~orpc'].meta);
        const actor = await authorize(authenticate, role, call.context.authorization);
        return next({ ...call, context: { ...call.context, actor, authorization: undefined } });
      },
    ],
    eventIteratorKeepAliveInterval: KEEP_ALIVE_MS,
  });
}
