import type { IncomingMessage } from 'node:http';

const MAX_REQUEST_BYTES = 64 * 1024 * 1024;

/** `GET /fine_tuning/jobs/{id}/events`, and what stands for `{id}`. */
export function readRoute(request: IncomingMessage): { route: string; id: string | undefined } {
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.replace(/^\/v1/, '');
  const id = /^\/(?:fine_tuning\/jobs|files)\/([^/]+)/.exec(path)?.[1];
  return { id, route: `${request.method} ${id === undefined ? path : path.replace(`/${id}`, '/{id}')}` };
}

/** A JSON body, or a form as one: its file as text, with its name beside it. */
export async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).byteLength;
    if (bytes > MAX_REQUEST_BYTES) throw new Error('The request is too large.');
    chunks.push(chunk as Buffer);
  }
  const data = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(data, type);
  const text = data.toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

async function readForm(data: Buffer<ArrayBuffer>, type: string): Promise<Record<string, unknown>> {
  const form = await new Response(data, { headers: { 'content-type': type } }).formData();
  const body: Record<string, unknown> = {};
  for (const [name, value] of form.entries())
    if (typeof value === 'string') body[name] = value;
    else Object.assign(body, { [name]: await value.text(), filename: value.name });
  return body;
}
