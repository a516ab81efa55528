/** What one question led to: the ids found, best first and each once, and how long it took. */
export interface Outcome {
  relevant: readonly string[];
  found: readonly string[];
  ms: number;
}

export interface RetrievalFigures {
  queries: number;
  recall_at_1: number;
  recall_at_5: number;
  mrr_at_10: number;
  p50_ms: number;
  p95_ms: number;
}

/**
 * Recall at k is the share of questions with a relevant id among the first k; MRR the mean of 1 / rank of the first
 * relevant id, 0 beyond the tenth place.
 */
export function retrievalFigures(outcomes: readonly Outcome[]): RetrievalFigures {
  const ranks = outcomes.map(({ relevant, found }) => found.slice(0, 10).findIndex((id) => relevant.includes(id)) + 1);
  const share = (isIn: (rank: number) => boolean) => round(ranks.filter(isIn).length / Math.max(1, ranks.length));
  const reciprocals = ranks.reduce((sum, rank) => sum + (rank === 0 ? 0 : 1 / rank), 0);
  const times = outcomes.map((outcome) => outcome.ms);
  return {
    queries: outcomes.length,
    recall_at_1: share((rank) => rank === 1),
    recall_at_5: share((rank) => rank >= 1 && rank <= 5),
    mrr_at_10: round(reciprocals / Math.max(1, ranks.length)),
    p50_ms: percentile(times, 0.5),
    p95_ms: percentile(times, 0.95),
  };
}

/** The value below which the given share of the values lies, to a hundredth. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return Math.round(value * 100) / 100;
}

export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** Reciprocal rank fusion of two result lists, k = 60: the usual way to fuse, which the product's blend has to beat. */
export function fuseByRank(lists: readonly (readonly string[])[]): string[] {
  const scores = new Map<string, number>();
  for (const list of lists)
    for (const [index, id] of list.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (60 + index + 1));
  return [...scores].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}
