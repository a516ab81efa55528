import { failureOf } from '../../lib/api/failure.ts';

/** What a refused change says, where it can be saved with a reason; undefined for any other failure, and for none. */
export function needsReason(error: unknown): string | undefined {
  if (error === null) return undefined;
  const { message, issues } = failureOf(error);
  return issues?.some(({ path }) => path === 'override') === true ? message : undefined;
}
