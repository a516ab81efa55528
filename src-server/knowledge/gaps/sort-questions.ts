import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { insertGap, lockSorting, reopenIfFailedAgain, setGapTitle } from './gap.store.ts';
import type { GapDeps } from './gap-deps.ts';
import {
  listGapQuestionsToEmbed,
  listNearestSorted,
  listTypical,
  listUnsorted,
  putIntoGap,
  storeGapVectors,
  type WaitingQuestion,
} from './gap-question.store.ts';
import { chooseTitle } from './gap-title.ts';
import { nearestGap, withoutPlaceholders } from './nearest-gap.ts';

const EMBED_BATCH = 32;
const SORT_BATCH = 10;
/** How many near questions decide; a gap beyond them would not be the nearest. */
const NEIGHBOURS = 60;
/** The latest questions of a gap say what it is about now. */
const TITLE_QUESTIONS = 50;

type SortDeps = Pick<GapDeps, 'db' | 'newId' | 'activeEmbedder' | 'readTermRarity'>;

/**
 * Puts each new question into the gap that asks the same, or opens one. Small complete steps: it may be interrupted, run
 * again and run in several sidecars at once, and each question still lands in one gap, once. Returns how many it sorted.
 */
export function createSortQuestions(deps: SortDeps) {
  return async function sortQuestions(signal?: AbortSignal): Promise<number> {
    const model = await embedQuestions(deps, signal);
    for (let done = 0; ; ) {
      signal?.throwIfAborted();
      const sorted = await deps.db.transaction(async (tx) => {
        // One sorter at a time: two that each open a gap for the same question would not see the other's.
        await lockSorting(tx);
        const waiting = await listUnsorted(tx, model, SORT_BATCH);
        const touched = new Set<string>();
        for (const question of waiting) touched.add(await sortOne(tx, deps, question, model));
        for (const id of touched) {
          await renameAfterTypical(tx, id);
          tx.emit({ type: 'gap.updated', subjectId: id });
        }
        return waiting.length;
      });
      if (sorted === 0) return done;
      done += sorted;
    }
  };
}

/** After a change of the model all questions are embedded anew first: vectors of two models are never compared. */
async function embedQuestions(deps: SortDeps, signal: AbortSignal | undefined): Promise<string> {
  const embedder = await deps.activeEmbedder();
  for (;;) {
    signal?.throwIfAborted();
    const waiting = await listGapQuestionsToEmbed(deps.db, embedder.model, EMBED_BATCH);
    if (waiting.length === 0) return embedder.model;
    const texts = waiting.map(({ text }) => withoutPlaceholders(text));
    const vectors = await embedder.embed(texts, { signal });
    const found = waiting.flatMap(({ messageId }, index) => {
      const vector = vectors[index];
      return vector === undefined ? [] : [{ messageId, vector }];
    });
    if (found.length < waiting.length)
      throw new AppError('MODEL_FAILED', 'The embedding model returned too few vectors. Try again.');
    await storeGapVectors(deps.db, embedder.model, found);
  }
}

async function sortOne(tx: Transaction, deps: SortDeps, question: WaitingQuestion, model: string): Promise<string> {
  const neighbours = await listNearestSorted(tx, { messageId: question.messageId, model, limit: NEIGHBOURS });
  const rarity = await deps.readTermRarity(tx, [question.text, ...neighbours.map(({ text }) => text)]);
  const nearest = nearestGap(question.text, neighbours, rarity);
  const gapId = nearest?.gapId ?? deps.newId();
  if (nearest === undefined)
    await insertGap(tx, { id: gapId, title: chooseTitle([question.text]), at: question.askedAt });
  await putIntoGap(tx, [question.messageId], gapId);
  await reopenIfFailedAgain(tx, gapId, question.askedAt);
  return gapId;
}

/** A gap is called after its most typical question, which changes as questions come and go. */
export async function renameAfterTypical(tx: Transaction, gapId: string): Promise<void> {
  const typical = await listTypical(tx, gapId, TITLE_QUESTIONS);
  if (typical.length > 0) await setGapTitle(tx, gapId, chooseTitle(typical.map(({ text }) => text)));
}
