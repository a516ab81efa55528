import type { LabHit } from '#contract/lab.ts';

/** How a hit stands against the same question before the change. */
export type Move = { kind: 'new' } | { kind: 'same' } | { kind: 'up' | 'down'; by: number };

/** Changed text is a new chunk of its article: it is compared with the chunk of that article which it stands in for. */
export function movesOf(before: readonly LabHit[], after: readonly LabHit[]): Move[] {
  const taken = new Set<number>();
  const exact = after.map((hit) => {
    const at = before.findIndex((old) => old.chunkId === hit.chunkId);
    if (at >= 0) taken.add(at);
    return at;
  });
  return after.map((hit, rank) => {
    let at = exact[rank] ?? -1;
    if (at < 0 && hit.articleId !== null) {
      at = before.findIndex((old, index) => !taken.has(index) && old.articleId === hit.articleId);
      if (at >= 0) taken.add(at);
    }
    if (at < 0) return { kind: 'new' };
    if (at === rank) return { kind: 'same' };
    return at > rank ? { kind: 'up', by: at - rank } : { kind: 'down', by: rank - at };
  });
}

/** What stood among the first before and does not any more. */
export function droppedHits(before: readonly LabHit[], after: readonly LabHit[]): LabHit[] {
  return before.filter(
    (old) =>
      !after.some((hit) => hit.chunkId === old.chunkId || (hit.articleId !== null && hit.articleId === old.articleId)),
  );
}
