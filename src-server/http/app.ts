import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { AppError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { type ApiRouter, createApiHandler } from './api-handler.ts';
import { type Authenticate, authorize } from './authorize.ts';
import { SECURITY_HEADERS } from './content-security-policy.ts';
import { describeError } from './error-body.ts';
import { type Address, refusal } from './guard.ts';
import { generateOpenApi } from './openapi.ts';
import { createPages } from './pages.ts';

export interface AppDeps {
  router: ApiRouter;
  authenticate: Authenticate;
  /** Where this server is reached; known once it listens. */
  address: () => Address;
  /** The folder of the built pages. */
  pagesRoot: string;
  /** Answers what the payment service tells, which carries a signature in the place of a session. */
  stripeWebhook: RequestHandler | undefined;
  version: string;
  log: Log;
}

const LARGEST_BODY_BYTES = 10_000_000;
/** A file that is imported comes whole, and in base64, which makes 25 MB a third larger. */
const FILE_PATH = /^\/imports\/[^/]+\/files$/;
const LARGEST_FILE_BODY_BYTES = 34_000_000;

/** The Express app: guard, then the API, then the pages. Every request but a payment event passes the guard. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(identify(deps.log));
  // Comes from Stripe's servers, by whatever name they reach this one: it is proven by its signature alone.
  if (deps.stripeWebhook !== undefined) app.use('/webhooks/stripe', deps.stripeWebhook);
  app.use((request, _response, next) => next(refusal(request, deps.address())));
  app.use('/api', createApi(deps));
  app.use(createPages(deps.pagesRoot));
  app.use(() => {
    throw new AppError('NOT_FOUND', 'There is nothing at this address.');
  });
  app.use(answerErrors(deps.log));
  return app;
}

function createApi(deps: AppDeps): RequestHandler {
  const handler = createApiHandler(deps.router, deps.authenticate);
  let document: ReturnType<typeof generateOpenApi> | undefined;
  const api = express.Router();
  api.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  api.get('/openapi.json', async (request, response) => {
    await authorize(deps.authenticate, 'support', request.headers.authorization);
    document ??= generateOpenApi(deps.version);
    response.json(await document);
  });
  // Much is only taken from those who may send it.
  api.post(FILE_PATH, async (request, _response, next) => {
    await authorize(deps.authenticate, 'admin', request.headers.authorization);
    next();
  });
  api.post(FILE_PATH, express.json({ limit: LARGEST_FILE_BODY_BYTES, strict: false }));
  api.use(express.json({ limit: LARGEST_BODY_BYTES, strict: false }));
  api.use(async (request, response) => {
    const { authorization } = request.headers;
    const context = {
      actor: { kind: 'public' } as const,
      requestId: String(response.locals.requestId),
      clientAddress: request.socket.remoteAddress ?? '',
      disconnect: () => void request.destroy(),
      authorization,
    };
    const { matched } = await handler.handle(request, response, { prefix: '/api', context });
    if (!matched)
      throw new AppError('NOT_FOUND', `There is no ${request.method} ${request.originalUrl.split('?')[0]} here.`);
  });
  return api;
}

/** Gives each request an id that its answer, its error and its log line carry. */
function identify(log: Log): RequestHandler {
  return (request, response, next) => {
    const requestId = newId();
    const startedAt = performance.now();
    response.locals.requestId = requestId;
    response.setHeader('X-Request-Id', requestId);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.once('close', () => {
      const path = request.originalUrl.split('?')[0];
      const ms = Math.round(performance.now() - startedAt);
      log.debug('request', { requestId, method: request.method, path, status: response.statusCode, ms });
    });
    next();
  };
}

function answerErrors(log: Log): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const requestId = String(response.locals.requestId);
    const { status, body, unexpected } = describeError(error, requestId);
    if (unexpected) log.error('request failed', { requestId, method: request.method, path: request.path, error });
    // What has begun cannot become an error any more: the reader must see that it is cut off.
    if (response.headersSent) request.destroy();
    else response.status(status).setHeader('Cache-Control', 'no-store').json(body);
  };
}
