import { ORPCError, ValidationError } from '@orpc/server';
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '../contract/errors.ts';
import { AppError } from '../core/errors.ts';

/** An error as it leaves the server. `unexpected` ones are ours to repair and are logged by whoever answers. */
export interface DescribedError {
  status: number;
  body: ErrorBody;
  unexpected: boolean;
}

/** The one way in which anything that was thrown becomes an answer. What a person cannot act on stays inside. */
export function describeError(error: unknown, requestId: string): DescribedError {
  const known = toAppError(error);
  if (known === undefined || known.code === 'INTERNAL') return describe('INTERNAL', OUR_FAULT(requestId));
  return describe(known.code, known.message, known.issues);

  function describe(code: ErrorCode, message: string, issues?: AppError['issues']): DescribedError {
    const body = { code, message, requestId, ...(issues === undefined ? {} : { issues }) };
    return { status: ERROR_STATUS[code], body, unexpected: code === 'INTERNAL' };
  }
}

const OUR_FAULT = (requestId: string) =>
  `Something went wrong here, and it was written to the log. Try again; if it stays, report it with the number ${requestId}.`;

function toAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof ORPCError) return fromRouter(error);
  if (error instanceof Error && 'type' in error && 'status' in error) return fromBodyParser(String(error.type), error);
  if (error instanceof URIError)
    return new AppError('BAD_INPUT', 'The address holds a percent sign that means nothing.');
  return undefined;
}

/** oRPC's own errors. Output that does not fit the contract is among them; that is our fault and stays unknown. */
function fromRouter(error: ORPCError<string, unknown>): AppError | undefined {
  if (error.code !== 'BAD_REQUEST') return undefined;
  if (!(error.cause instanceof ValidationError))
    return new AppError('BAD_INPUT', 'The request could not be understood.', { cause: error });
  const issues = error.cause.issues.map((issue) => ({
    path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message: issue.message,
  }));
  const first = issues.slice(0, 3).map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return new AppError('BAD_INPUT', first.join(' '), { cause: error, issues });
}

function fromBodyParser(type: string, cause: Error): AppError | undefined {
  switch (type) {
    case 'entity.too.large':
      return new AppError('PAYLOAD_TOO_LARGE', 'This is more than fits into one request. Send it in smaller parts.', {
        cause,
      });
    case 'entity.parse.failed':
      return new AppError('BAD_INPUT', 'The body of the request is not valid JSON.', { cause });
    case 'request.size.invalid':
    case 'request.aborted':
      return new AppError('BAD_INPUT', 'The body of the request did not arrive as announced.', { cause });
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new AppError('UNSUPPORTED_MEDIA_TYPE', 'Send the body as plain UTF-8 JSON.', { cause });
    default:
      return undefined;
  }
}
