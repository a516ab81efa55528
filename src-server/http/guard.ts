import type { IncomingMessage } from 'node:http';
import { AppError } from '../core/errors.ts';

/** Under which names this server may be addressed, exactly as they stand in the Host and Origin headers. */
export interface Address {
  hosts: readonly string[];
  origins: readonly string[];
}

export type RequestHead = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const SECRET_PARAMETERS = /[?&](access_?token|token|auth|authorization|bearer|api_?key|session)=/i;

/**
 * Why a request is refused before anybody looks at what it asks for; undefined when it may pass.
 *
 * The token alone does not protect a server on the loopback address: a page that rebinds its name to 127.0.0.1, or any
 * page open in the same browser, can send requests here. Such requests betray themselves by their headers, which
 * pages cannot forge.
 */
export function refusal(request: RequestHead, address: Address): AppError | undefined {
  const { method = '', url = '', headers } = request;
  const host = headers.host;

  if (countOf(request, 'host') !== 1 || host === undefined || !address.hosts.includes(host))
    return new AppError('MISDIRECTED', `This server is reached as ${address.origins.join(' or ')} only.`);
  if (!url.startsWith('/') || url.startsWith('//'))
    return new AppError('MISDIRECTED', 'The request must name a path on this server.');
  if (headers.upgrade !== undefined)
    return new AppError('BAD_INPUT', 'This server answers plain HTTP; there is no WebSocket here.');
  if (!METHODS.includes(method))
    return new AppError('FORBIDDEN', `This server does not answer ${method} requests; it allows no other site in.`);
  if (headers.origin !== undefined && !address.origins.includes(headers.origin))
    return new AppError('FORBIDDEN', 'Another site may not call this server.');
  if (!isOwnFetch(request)) return new AppError('FORBIDDEN', 'Another site may not call this server.');
  if (SECRET_PARAMETERS.test(url))
    return new AppError('BAD_INPUT', 'A token belongs into the Authorization header, never into an address.');
  if (countOf(request, 'authorization') > 1) return new AppError('BAD_INPUT', 'Send one Authorization header.');
  if (!isRead(method) && !isJson(headers))
    return new AppError('UNSUPPORTED_MEDIA_TYPE', 'Send this request with the header Content-Type: application/json.');
  return undefined;
}

/** Browsers say where a request comes from. A link that opens a page, as opposed to data, may stand anywhere. */
function isOwnFetch({ method = '', url = '', headers }: RequestHead): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  const opensPage = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return opensPage && isRead(method) && !/^\/api(\/|\?|$)/i.test(url);
}

/** JSON cannot be sent by a form, and not by a foreign page without asking first. What has no body needs no type. */
function isJson(headers: RequestHead['headers']): boolean {
  const type = headers['content-type'];
  if (type !== undefined) return /^application\/json\s*(;|$)/i.test(type);
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Node keeps only the first of some repeated headers, so they are counted in what was really sent. */
function countOf(request: RequestHead, name: string): number {
  return request.rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === name).length;
}
