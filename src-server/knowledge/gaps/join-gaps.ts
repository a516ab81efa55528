import { deleteGap, listJoinable, lockSorting } from './gap.store.ts';
import type { GapDeps } from './gap-deps.ts';
import { listNearestSorted, listTypical, moveAllQuestions, type QuestionText } from './gap-question.store.ts';
import { nearestGap } from './nearest-gap.ts';
import { renameAfterTypical } from './sort-questions.ts';

/** So many of a gap's questions have to belong to the other gap, all of them; a smaller gap is asked with what it has. */
const TYPICAL = 3;
const LOOKED_AT = 50;
const NEIGHBOURS = 60;

type JoinDeps = Pick<GapDeps, 'db' | 'activeEmbedder' | 'readTermRarity'>;

/**
 * Puts open gaps together that have grown towards each other: the order in which questions come decides which gap they
 * open, and what later ones show to be one topic would stay two rows. The smaller goes into the larger, and a gap whose
 * questions a person has arranged stays as it is. Returns how many were joined; may be interrupted after each.
 */
export function createJoinGaps(deps: JoinDeps) {
  return async function joinGaps(signal?: AbortSignal): Promise<number> {
    const { model } = await deps.activeEmbedder();
    let joined = 0;
    for (const { id } of await listJoinable(deps.db)) {
      signal?.throwIfAborted();
      if (await joinOne(id, model)) joined += 1;
    }
    return joined;
  };

  /** Looks again under the lock, as people arrange gaps and questions come in meanwhile. */
  function joinOne(id: string, model: string): Promise<boolean> {
    return deps.db.transaction(async (tx) => {
      await lockSorting(tx);
      const joinable = await listJoinable(tx);
      const place = joinable.findIndex((gap) => gap.id === id);
      // Smallest first: what comes later in the list may take this one in.
      const larger = new Set(joinable.slice(place + 1).map((gap) => gap.id));
      const typical = place < 0 ? [] : (await listTypical(tx, id, LOOKED_AT)).slice(0, TYPICAL);
      const found = new Set<string | undefined>();
      for (const question of typical) found.add(await nearestOf(question));
      const [intoId] = found;
      if (found.size !== 1 || intoId === undefined) return false;
      await moveAllQuestions(tx, id, intoId);
      await deleteGap(tx, id);
      await renameAfterTypical(tx, intoId);
      for (const subjectId of [id, intoId]) tx.emit({ type: 'gap.updated', subjectId });
      return true;

      async function nearestOf({ messageId, text }: QuestionText): Promise<string | undefined> {
        const neighbours = (await listNearestSorted(tx, { messageId, model, limit: NEIGHBOURS })).filter(({ gapId }) =>
          larger.has(gapId),
        );
        const rarity = await deps.readTermRarity(tx, [text, ...neighbours.map((neighbour) => neighbour.text)]);
        return nearestGap(text, neighbours, rarity)?.gapId;
      }
    });
  }
}
