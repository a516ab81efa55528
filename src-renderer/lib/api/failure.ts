import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { type ErrorCode, FieldIssue } from '#contract/errors.ts';

/** A failed request in words for the person at the desk. */
export interface Failure {
  /** `OFFLINE`: the sidecar did not answer at all. */
  code: ErrorCode | 'OFFLINE' | 'UNKNOWN';
  message: string;
  requestId: string | undefined;
  /** Problems of single fields, to be shown beside them. */
  issues?: FieldIssues;
}

type FieldIssues = { path: string; message: string }[];

/** Reads any thrown value as a failure; a request that never arrived becomes `OFFLINE`. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const data: unknown = error.data;
    const issues = issuesOf(data);
    return {
      ...{ code: error.code as ErrorCode, message: error.message, requestId: requestIdOf(data) },
      ...(issues === undefined ? {} : { issues }),
    };
  }
  // fetch throws a TypeError for every kind of lost connection, and nothing else does in the client.
  if (error instanceof TypeError) {
    return {
      code: 'OFFLINE',
      message: 'The desk cannot be reached right now. It keeps trying; nothing that you wrote is lost.',
      requestId: undefined,
    };
  }
  return { code: 'UNKNOWN', message: 'Something unexpected happened. Try again.', requestId: undefined };
}

function requestIdOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('requestId' in data)) return undefined;
  return typeof data.requestId === 'string' ? data.requestId : undefined;
}

const WithIssues = z.object({ issues: z.array(FieldIssue) });

function issuesOf(data: unknown): FieldIssues | undefined {
  return WithIssues.safeParse(data).data?.issues;
}

/** Whether asking again by itself can help: only where the sidecar was unreachable or overloaded. */
export function isTransient(error: unknown): boolean {
  const { code } = failureOf(error);
  return code === 'OFFLINE' || code === 'UNAVAILABLE' || code === 'TOO_MANY_REQUESTS';
}
