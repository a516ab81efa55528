import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StripeCall {
  /** `POST /v1/checkout/sessions` */
  route: string;
  /** The form fields, as they were sent: `line_items[0][quantity]`. */
  fields: Record<string, string>;
  idempotencyKey: string | undefined;
}

export interface StripeServer {
  url: string;
  calls: StripeCall[];
  /** What the calls broke of the protocol. A test that expects a good client checks that there is nothing. */
  faults: string[];
  stop(): Promise<void>;
}

interface Session {
  id: string;
  object: 'checkout.session';
  url: string;
  status: 'open' | 'expired';
  payment_intent: string;
}

const THIRTY_MINUTES_S = 30 * 60;
const ONE_DAY_S = 24 * 3_600;

/**
 * A local server that speaks Stripe's protocol for checkout sessions and refunds: form bodies, idempotency keys whose
 * repetition gives the first answer and whose misuse is refused, and limits of how long a page may stay open.
 */
export async function startStripeServer(options: { secretKey: string; now: () => Date }): Promise<StripeServer> {
  const calls: StripeCall[] = [];
  const faults: string[] = [];
  const sessions = new Map<string, Session>();
  const answered = new Map<string, { fields: string; body: object }>();
  let made = 0;

  const server = createServer(async (request, response) => {
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const route = `${request.method} ${request.url?.split('?')[0]}`;
    const text = await readBody(request);
    const fields = Object.fromEntries(new URLSearchParams(text));
    const key = request.headers['idempotency-key'];
    const idempotencyKey = typeof key === 'string' ? key : undefined;
    calls.push({ route, fields, idempotencyKey });
    if (request.headers.authorization !== `Bearer ${options.secretKey}`) {
      faults.push(`${route}: wrong key`);
      return send(401, { error: { type: 'invalid_request_error', message: 'Invalid API Key provided.' } });
    }
    if (request.method === 'POST' && !request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
      faults.push(`${route}: not a form`);
    const before = idempotencyKey === undefined ? undefined : answered.get(idempotencyKey);
    if (before !== undefined && before.fields !== text) {
      faults.push(`${route}: the key ${idempotencyKey} was used for another request`);
      return send(400, {
        error: { type: 'idempotency_error', message: 'Keys can only be used with the same parameters.' },
      });
    }
    const body = before?.body ?? answer(route, fields);
    if (idempotencyKey !== undefined) answered.set(idempotencyKey, { fields: text, body });
    send('error' in body ? 400 : 200, body);
  });

  function answer(route: string, fields: Record<string, string>): object {
    const id = route.split('/')[4] ?? '';
    const session = sessions.get(id);
    if (route === 'POST /v1/checkout/sessions') return createSession(fields);
    if (route === 'POST /v1/refunds') return createRefund(fields);
    if (session === undefined) return fault(route, 'No such session.');
    if (route === `GET /v1/checkout/sessions/${id}`) return session;
    if (route === `POST /v1/checkout/sessions/${id}/expire`) {
      if (session.status !== 'open') return fault(route, 'Only open sessions can be expired.');
      session.status = 'expired';
      return session;
    }
    return fault(route, 'Unrecognized request URL.');
  }

  function createSession(fields: Record<string, string>): object {
    const wanted = ['mode', 'success_url', 'line_items[0][quantity]', 'line_items[0][price_data][product_data][name]'];
    const missing = wanted.find((name) => !fields[name]);
    if (missing !== undefined) return fault('create session', `Missing ${missing}.`);
    if (!/^[1-9]\d*$/.test(fields['line_items[0][price_data][unit_amount]'] ?? ''))
      return fault('create session', 'The amount is a whole number of cents.');
    const openSeconds = Number(fields.expires_at) - options.now().getTime() / 1_000;
    if (!(openSeconds >= THIRTY_MINUTES_S && openSeconds <= ONE_DAY_S))
      return fault('create session', 'expires_at must be between 30 minutes and 24 hours from now.');
    const id = `cs_test_${++made}`;
    const url = `https://checkout.stripe.test/c/pay/${id}`;
    const session: Session = { id, object: 'checkout.session', url, status: 'open', payment_intent: `pi_${made}` };
    sessions.set(id, session);
    return session;
  }

  function createRefund(fields: Record<string, string>): object {
    if (![...sessions.values()].some((session) => session.payment_intent === fields.payment_intent))
      return fault('refund', 'No such payment intent.');
    return { id: `re_${++made}`, object: 'refund', status: 'succeeded', amount: Number(fields.amount) };
  }

  function fault(what: string, message: string): object {
    faults.push(`${what}: ${message}`);
    return { error: { type: 'invalid_request_error', message } };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    faults,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
