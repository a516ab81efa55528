import { isApiError } from '#contract/client.ts';

/** Whether the server says that there is no such session any more. */
export function isSessionOver(error: unknown): boolean {
  return isApiError(error) && (error.code === 'UNAUTHENTICATED' || error.code === 'NOT_FOUND');
}

/** Whether the same request can succeed later without anyone changing it: no answer at all, or a busy server. */
export function isPassing(error: unknown): boolean {
  return !isApiError(error) || error.code === 'UNAVAILABLE' || error.code === 'TOO_MANY_REQUESTS';
}

/** What went wrong in a sentence for the customer: the server's own, where it gave one. */
export function problemText(error: unknown): string {
  return isApiError(error) ? error.message : 'We cannot be reached right now.';
}
