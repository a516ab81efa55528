import { AppError } from '../../core/errors.ts';
import { restoreOrphans } from '../example.store.ts';
import type { AlikeDeps } from './alike-deps.ts';
import {
  type ComparedExample,
  findCandidateVector,
  listCandidatesToCompare,
  listCandidatesToEmbed,
  markCompared,
  storeCandidateVectors,
} from './candidate-vector.store.ts';
import { compareExample } from './compare-example.ts';
import { replaceConflicts } from './conflict.store.ts';
import { replacePairs } from './example-pair.store.ts';

const EMBED_BATCH = 32;

/**
 * Gives each example that waits a vector of its question, then looks for others that ask the same and for what it
 * contradicts: anew after its text, an article or the search model changed. Small complete steps, so it may be
 * interrupted, run again, and run in several sidecars at once. Returns how many it compared.
 */
export function createTendCandidates(deps: AlikeDeps) {
  return async function tendCandidates(signal?: AbortSignal): Promise<number> {
    // What was merged into an example that is gone waits again.
    await restoreOrphans(deps.db);
    const embedder = await deps.activeEmbedder();
    if (embedder.isMissing === true) return 0;
    await embedAll(deps, embedder, signal);
    const { model } = embedder;
    const seen = new Set<string>();
    for (;;) {
      signal?.throwIfAborted();
      const waiting = await listCandidatesToCompare(deps.db, model, EMBED_BATCH);
      // What changes all the time is left for the next run, which the change has asked for.
      const fresh = waiting.filter(({ id }) => !seen.has(id));
      if (fresh.length === 0) return seen.size;
      for (const example of fresh) {
        signal?.throwIfAborted();
        seen.add(example.id);
        await compare(deps, example, model, signal);
      }
    }
  };
}

async function embedAll(
  deps: AlikeDeps,
  embedder: Awaited<ReturnType<AlikeDeps['activeEmbedder']>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    const waiting = await listCandidatesToEmbed(deps.db, embedder.model, EMBED_BATCH);
    if (waiting.length === 0) return;
    const vectors = await embedder.embed(
      waiting.map(({ question }) => question),
      { signal },
    );
    const found = waiting.flatMap((row, index) => {
      const vector = vectors[index];
      return vector === undefined ? [] : [{ ...row, vector }];
    });
    if (found.length < waiting.length)
      throw new AppError('MODEL_FAILED', 'The embedding model returned too few vectors. Try again.');
    await deps.db.transaction((tx) => storeCandidateVectors(tx, embedder.model, found));
  }
}

async function compare(deps: AlikeDeps, example: ComparedExample, model: string, signal: AbortSignal | undefined) {
  const vector = await findCandidateVector(deps.db, example.id, model);
  if (vector === undefined) return;
  const at = deps.clock.now();
  const { pairs, conflicts } = await compareExample(deps, { ...example, vector, model }, signal);
  await deps.db.transaction(async (tx) => {
    if (!(await markCompared(tx, example, at))) return;
    const isRegrouped = await replacePairs(tx, example.id, pairs);
    const isFlagged = await replaceConflicts(tx, example.id, conflicts, at);
    if (isRegrouped || isFlagged) tx.emit({ type: 'training.updated', subjectId: example.id });
  });
}
