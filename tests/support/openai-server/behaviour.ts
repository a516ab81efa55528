import type { ServerResponse } from 'node:http';

/** A fault that a real service shows, played once for one request. */
export type Behaviour =
  /** An error answer, as the API words it. */
  | {
      kind: 'status';
      status: number;
      message?: string;
      code?: string;
      param?: string;
      headers?: Record<string, string>;
    }
  /** Takes the request and never answers; or stops in the middle of the answer, the connection left open. */
  | { kind: 'stall'; after?: 'request' | 'half' }
  /** The ordinary answer, held back until `release` is called. */
  | { kind: 'held' }
  /** Closes the connection without a word. */
  | { kind: 'reset' }
  /** Sends the first half of the answer and closes the connection. */
  | { kind: 'cut' }
  /** A chat answer with exactly this content, as a model would write it. */
  | { kind: 'content'; content: string; finishReason?: 'stop' | 'length' | 'content_filter'; refusal?: string }
  /** A chat answer of this many characters. */
  | { kind: 'huge'; characters: number }
  /** Whatever body, as a faulty proxy would send it. */
  | { kind: 'body'; body: string; contentType?: string }
  /** The ordinary answer, to stand between faults. */
  | { kind: 'ok' };

/** Parameters that this model refuses every time, as reasoning models and older servers do. */
export type Refusal =
  | 'temperature'
  | 'json_schema'
  | 'json_object'
  | 'dimensions'
  | 'max_completion_tokens'
  | 'stream'
  | 'stream_options';

/** The error for a request that holds a refused parameter; undefined when it holds none. */
export function refusedParameter(body: Record<string, unknown>, refusals: ReadonlySet<Refusal>): Behaviour | undefined {
  const format = (body.response_format as { type?: string } | undefined)?.type;
  const refuse = (param: string, message: string): Behaviour => ({
    kind: 'status',
    status: 400,
    message,
    code: 'unsupported_parameter',
    param,
  });
  for (const refusal of refusals) {
    if (refusal === format) return refuse('response_format', `'${refusal}' is not supported with this model.`);
    if (refusal in body)
      return refuse(refusal, `Unsupported parameter: '${refusal}' is not supported with this model.`);
  }
  return undefined;
}

export function errorBody(message: string, code: string | null, param: string | null = null): object {
  return { error: { message, type: 'invalid_request_error', param, code } };
}

export function sendJson(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
