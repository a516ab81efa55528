import type { Clock } from '../core/clock.ts';
import type { Queryable } from '../database/database.ts';
import { countChunksWith, readTextTotals, type TextTotals } from './term.store.ts';

/** What is known of the words of all chunks in use. */
export interface TermStatistics {
  readTotals(): Promise<TextTotals>;
  /** In how many chunks each of the terms occurs; those in none are left out. */
  countChunksWith(terms: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** The number of chunks and their mean length change slowly and only weigh terms against each other. */
const KEPT_MS = 30_000;
/** In a large knowledge base they change slower still, and reading them takes longer. */
const KEPT_LONG_MS = 5 * 60_000;
const LARGE_CHUNKS = 2_000;
/** A count like this hardly changes by one article more; smaller ones are read each time, which is quick as they are small. */
const FREQUENT_CHUNKS = 100;
const MOST_KEPT = 20_000;

/** Straight from the database, also inside a transaction that changes articles. */
export function readStatistics(db: Queryable): TermStatistics {
  return { readTotals: () => readTextTotals(db), countChunksWith: (terms) => countChunksWith(db, terms) };
}

/** Keeps what changes slowly: to count a frequent word takes as long as to search for it. */
export function keepStatistics(deps: { db: Queryable; clock: Clock }): TermStatistics {
  const { db, clock } = deps;
  const nowMs = () => clock.now().getTime();
  let totals: { values: TextTotals; untilMs: number } | undefined;
  let counts = { byTerm: new Map<string, number>(), untilMs: 0 };

  return {
    async readTotals() {
      if (totals !== undefined && nowMs() < totals.untilMs) return totals.values;
      const values = await readTextTotals(db);
      totals = { values, untilMs: nowMs() + (values.chunkCount >= LARGE_CHUNKS ? KEPT_LONG_MS : KEPT_MS) };
      return values;
    },
    async countChunksWith(terms) {
      if (nowMs() >= counts.untilMs || counts.byTerm.size > MOST_KEPT)
        counts = { byTerm: new Map(), untilMs: nowMs() + KEPT_LONG_MS };
      const { byTerm } = counts;
      const known = new Map(
        terms.flatMap((term) => (byTerm.has(term) ? [[term, byTerm.get(term) ?? 0] as const] : [])),
      );
      const open = terms.filter((term) => !known.has(term));
      if (open.length === 0) return known;
      const found = await countChunksWith(db, open);
      for (const [term, count] of found) if (count >= FREQUENT_CHUNKS) byTerm.set(term, count);
      return new Map([...known, ...found]);
    },
  };
}
