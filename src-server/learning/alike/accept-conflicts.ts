import { AppError } from '../../core/errors.ts';
import type { StoredVector } from '../example.store.ts';
import type { createCheckConflicts } from './check-conflicts.ts';
import type { ConflictRow } from './conflict.store.ts';

/** What a reviewer accepted, for the audit: what it is, without its words. */
export interface AcceptedConflict {
  articleId?: string;
  code?: string;
  exampleId?: string;
}

/**
 * Refuses to approve what contradicts an article or another example, unless the reviewer says that they saw it. Returns
 * what they accepted.
 */
export async function acceptConflicts(
  deps: { checkConflicts: ReturnType<typeof createCheckConflicts> },
  input: { id: string; acceptsConflicts?: boolean | undefined },
  example: { question: string; answer: string },
  embedded: StoredVector,
): Promise<AcceptedConflict[]> {
  const { question, answer } = example;
  const conflicts = await deps.checkConflicts({ id: input.id, question, answer }, embedded);
  if (conflicts.length > 0 && input.acceptsConflicts !== true)
    throw new AppError(
      'CONFLICT',
      `It says otherwise than ${nameAll(conflicts)}. Compare the passages, then correct one of them or approve it all the same.`,
    );
  return conflicts.map(({ articleId, articleCode, otherId }) => ({
    ...(articleId === null ? {} : { articleId }),
    ...(articleCode === null ? {} : { code: articleCode }),
    ...(otherId === null ? {} : { exampleId: otherId }),
  }));
}

function nameAll(conflicts: readonly ConflictRow[]): string {
  const codes = conflicts.flatMap(({ articleCode }) => articleCode ?? []);
  const others = conflicts.length - codes.length;
  const examples = others === 0 ? [] : [others === 1 ? 'another example' : `${others} other examples`];
  return [...codes, ...examples].join(' and ');
}
