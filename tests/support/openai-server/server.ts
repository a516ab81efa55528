import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Behaviour, errorBody, type Refusal, refusedParameter, sendJson } from './behaviour.ts';
import { createFineTuning, type FineTuning } from './fine-tuning.ts';
import { loadPublishedSchemas } from './published-schemas.ts';
import { readBody, readRoute } from './read-request.ts';
import { findFault } from './request-checks.ts';
import { chatCompletion, type OfferedModel, ROUTES, type RouteRequest } from './routes.ts';
import { sendAnswer } from './send-answer.ts';

export interface OpenAiServerOptions {
  /** Any free one when left out. */
  port?: number;
  /** The key that requests must carry. */
  apiKey?: string;
  models?: readonly (string | OfferedModel)[];
  dimensions?: number;
  /** A model of another character than the ordinary one. */
  reply?: RouteRequest['reply'];
  /** Told when a request has come that gets no further answer. */
  onStalled?: () => void;
}

export interface RecordedRequest {
  /** `POST /chat/completions` */
  route: string;
  body: Record<string, unknown>;
  headers: Record<string, string | string[] | undefined>;
  /** What the request broke of the protocol; a test that expects a good client checks that there is none. */
  fault: string | undefined;
  /** The connection was closed before the whole answer was sent. */
  isGivenUp: boolean;
}

export interface OpenAiServer {
  /** What OPENAI_BASE_URL takes. */
  readonly baseUrl: string;
  readonly requests: RecordedRequest[];
  /** Uploaded files and fine-tuning jobs. */
  readonly fineTuning: FineTuning;
  /** Whether requests are checked against the published description as well. */
  readonly usesPublished: boolean;
  /** Plays these for the next requests, one each, in order; after them the ordinary answers again. */
  script(...behaviours: Behaviour[]): void;
  /** The same for the next requests of one route, such as `POST /chat/completions`; these come first. */
  scriptFor(route: string, ...behaviours: Behaviour[]): void;
  /** Plays this for every request of the route that has nothing else to play, until `heal` is called. */
  always(route: string, behaviour: Behaviour): void;
  /** Forgets all behaviours that are still to be played. */
  heal(): void;
  /** Refuses these parameters from now on. */
  refuse(...refusals: Refusal[]): void;
  /** Sends the answers that are held back. */
  release(): void;
  stop(): Promise<void>;
}

/** Starts a local server that speaks the OpenAI protocol and checks every request that it gets. */
export async function startOpenAiServer(options: OpenAiServerOptions = {}): Promise<OpenAiServer> {
  const published = loadPublishedSchemas();
  const requests: RecordedRequest[] = [];
  const scripted: Behaviour[] = [];
  let released = Promise.withResolvers<void>();
  const scriptedFor = new Map<string, Behaviour[]>();
  const lasting = new Map<string, Behaviour>();
  const refusals = new Set<Refusal>();
  const fineTuning = createFineTuning();
  const apiKey = options.apiKey ?? 'test-key';
  const models = (options.models ?? ['gpt-4o-mini', 'text-embedding-3-small']).map((model) =>
    typeof model === 'string' ? { id: model } : model,
  );

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { route, id } = readRoute(request);
    const body = await readBody(request);
    const fault = findFault(route, body) ?? published?.findFault(route, 'request', withoutName(body));
    const recorded: RecordedRequest = { route, body, headers: request.headers, fault, isGivenUp: false };
    requests.push(recorded);
    response.once('close', () => {
      recorded.isGivenUp = !response.writableFinished;
    });

    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return sendJson(response, 401, errorBody('Incorrect API key provided.', 'invalid_api_key'));
    const handler = ROUTES[route] ?? fineTuning.routes[route];
    if (handler === undefined)
      return sendJson(response, 404, errorBody(`Unknown request URL: ${route}.`, 'unknown_url'));
    const behaviour = scriptedFor.get(route)?.shift() ??
      scripted.shift() ??
      lasting.get(route) ??
      refusedParameter(body, refusals) ?? { kind: 'ok' };
    if (behaviour.kind === 'held') await released.promise;
    if (behaviour.kind === 'stall') options.onStalled?.();
    if (!isAnswer(behaviour)) return misbehave(response, behaviour, body);
    if (fault !== undefined) return sendJson(response, 400, errorBody(fault, null));
    if (typeof body.model === 'string' && !models.some(({ id }) => id === body.model))
      return sendJson(
        response,
        404,
        errorBody(`The model '${body.model}' does not exist.`, 'model_not_found', 'model'),
      );

    const result = handler({ body, dimensions: options.dimensions ?? 1536, models, id, reply: options.reply });
    const ownFault = published?.findFault(route, 'response', result);
    if (ownFault !== undefined)
      return sendJson(response, 501, errorBody(`The server itself is wrong: ${ownFault}`, null));
    sendAnswer(
      response,
      body,
      result,
      behaviour.kind === 'ok' || behaviour.kind === 'held' ? 'whole' : behaviour.kind === 'cut' ? 'cut' : 'stalled',
    );
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendJson(response, 400, errorBody(String(error), null));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    fineTuning,
    usesPublished: published !== undefined,
    script: (...behaviours) => void scripted.push(...behaviours),
    scriptFor: (route, ...behaviours) =>
      void scriptedFor.set(route, [...(scriptedFor.get(route) ?? []), ...behaviours]),
    always: (route, behaviour) => void lasting.set(route, behaviour),
    heal() {
      scripted.length = 0;
      scriptedFor.clear();
      lasting.clear();
    },
    refuse: (...added) => {
      for (const refusal of added) refusals.add(refusal);
    },
    release() {
      released.resolve();
      released = Promise.withResolvers();
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The name of a file is a part of the form, not of its description. */
function withoutName({ filename: _, ...body }: Record<string, unknown>): Record<string, unknown> {
  return body;
}

type Answered = Extract<Behaviour, { kind: 'ok' | 'held' | 'cut' | 'stall' }>;

/** Whether the ordinary answer is sent, at least the first half of it. */
function isAnswer(behaviour: Behaviour): behaviour is Answered {
  return (
    behaviour.kind === 'ok' ||
    behaviour.kind === 'held' ||
    behaviour.kind === 'cut' ||
    (behaviour.kind === 'stall' && behaviour.after === 'half')
  );
}

function misbehave(response: ServerResponse, behaviour: Behaviour, body: Record<string, unknown>): void {
  switch (behaviour.kind) {
    case 'reset':
      response.destroy();
      break;
    case 'status':
      sendJson(
        response,
        behaviour.status,
        errorBody(behaviour.message ?? `Status ${behaviour.status}.`, behaviour.code ?? null, behaviour.param ?? null),
        behaviour.headers,
      );
      break;
    case 'content':
      sendAnswer(response, body, chatCompletion(body, behaviour.content, behaviour));
      break;
    case 'huge':
      sendAnswer(response, body, chatCompletion(body, 'x'.repeat(behaviour.characters)));
      break;
    case 'body':
      response.writeHead(200, { 'content-type': behaviour.contentType ?? 'application/json' });
      response.end(behaviour.body);
  }
}
