import { z } from 'zod';
import type { ChangeKind, SimulatedChange } from '../../contract/policy-simulation.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import { readPolicy } from './policy.store.ts';
import { type Comparison, compareDecisions } from './read-decisions.ts';
import { DAY_MS, type SimulateDeps, type Trial } from './simulate.ts';
import { listAftermath } from './simulation.store.ts';

const Cursor = z.object({ since: z.coerce.date(), at: z.coerce.date(), id: z.uuid() });

export interface ChangesInput extends Trial {
  kind: ChangeKind;
  cursor?: string | undefined;
  limit: number;
}

/** The messages of which `policy` would have made something else, the newest first. */
export async function listSimulatedChanges(
  { db, clock }: SimulateDeps,
  { policy, days, kind, cursor, limit }: ChangesInput,
  signal?: AbortSignal,
): Promise<{ items: SimulatedChange[]; nextCursor: string | null }> {
  const until = clock.now();
  const place = cursor === undefined ? undefined : decodeCursor(Cursor, cursor);
  // The span stays that of the first page, so that a list that is read slowly has no end that moves.
  const since = place?.since ?? new Date(until.getTime() - days * DAY_MS);
  const policies = [await readPolicy(db), policy] as const;
  const found: Comparison[] = [];
  for await (const comparison of compareDecisions(db, { since, until, after: place }, policies, signal)) {
    const { change } = comparison;
    if (change !== undefined && (kind === 'all' || kind === change)) found.push(comparison);
    if (found.length > limit) break;
  }
  const items = found.slice(0, limit);
  const last = items.at(-1)?.decision;
  const known = new Map((await listAftermath(db, idsOf(items))).map((one) => [one.id, one]));
  return {
    items: items.flatMap(({ decision, before, after }): SimulatedChange[] => {
      const aftermath = known.get(decision.id);
      // Deleted meanwhile.
      if (aftermath === undefined) return [];
      const { channel, intent, knowledge } = decision.evidence;
      return [
        {
          id: decision.id,
          conversationId: decision.conversationId,
          at: decision.at.toISOString(),
          question: aftermath.question,
          channel,
          intent,
          confidence: knowledge?.confidence ?? null,
          before,
          after,
          rating: aftermath.isBad ? 'bad' : aftermath.isGood ? 'good' : null,
          wasCorrected: aftermath.wasCorrected,
        },
      ];
    }),
    nextCursor: found.length > limit && last !== undefined ? encodeCursor({ since, at: last.at, id: last.id }) : null,
  };
}

const idsOf = (comparisons: readonly Comparison[]) => comparisons.map(({ decision }) => decision.id);
