import { RefreshStep } from '../../contract/refreshes.ts';
import type { Transaction } from '../../database/database.ts';
import { createCatchUp } from '../catch-up.ts';
import type { ApprovedExample } from './approved-examples.ts';
import { checkIndexes } from './check-indexes.ts';
import { learnWays } from './learn-ways.ts';
import { addToReport, beginRefresh, finishRefresh, type Progress, saveProgress } from './refresh.store.ts';
import type { RefreshDeps } from './refresh-deps.ts';
import { retireDead } from './retire-dead.ts';
import { type PageReport, syncExamples } from './sync-examples.ts';

const PAGE = 32;

/** Does something for a page of examples and calls `alongside` in the transaction that does it. */
type PageWork = (
  deps: RefreshDeps,
  page: readonly ApprovedExample[],
  alongside: (tx: Transaction, report: PageReport) => Promise<void>,
) => Promise<void>;

/**
 * Carries a refresh out, or goes on with one that was interrupted. Every step commits in small pieces, each together
 * with its line in the report and the place reached, so the end is the same however often it was cut off, and a reader
 * sees each piece whole or not at all.
 */
export function createRunRefresh(deps: RefreshDeps) {
  const { db } = deps;
  const catchUp = createCatchUp(deps);

  const work: Record<RefreshStep, (id: string, place: string | null, signal?: AbortSignal) => Promise<void>> = {
    async embed(id, _place, signal) {
      const { embedded, indexed } = await catchUp(signal);
      await db.transaction((tx) => addToReport(tx, id, { embedded, indexed }));
    },
    examples: (id, place, signal) => byPages(id, 'examples', place, syncExamples, signal),
    ways: (id, place, signal) => byPages(id, 'ways', place, learnWays, signal),
    retire: (id, _place, signal) => retireDead(deps, (tx, report) => addToReport(tx, id, report), signal),
    async check(id, _place, signal) {
      const indexCheck = await checkIndexes(deps, signal);
      await db.transaction((tx) => addToReport(tx, id, { indexCheck }));
    },
  };

  return async function runRefresh(id: string, signal?: AbortSignal): Promise<void> {
    const progress = await db.transaction(async (tx) => {
      tx.emit({ type: 'refresh.updated', subjectId: id });
      return beginRefresh(tx, id, deps.clock.now());
    });
    if (progress === undefined) return;
    const steps = RefreshStep.options.slice(progress.step === null ? 0 : RefreshStep.options.indexOf(progress.step));
    for (const step of steps) {
      signal?.throwIfAborted();
      const place = step === progress.step ? progress.place : null;
      if (place === null) await announce(id, { step, place });
      await work[step](id, place, signal);
    }
    await db.transaction(async (tx) => {
      await finishRefresh(tx, id, deps.clock.now());
      tx.emit({ type: 'refresh.updated', subjectId: id });
    });
  };

  function announce(id: string, progress: Progress): Promise<void> {
    return db.transaction(async (tx) => {
      await saveProgress(tx, id, progress);
      tx.emit({ type: 'refresh.updated', subjectId: id });
    });
  }

  async function byPages(
    id: string,
    step: RefreshStep,
    from: string | null,
    change: PageWork,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    for (let after = from; ; ) {
      signal?.throwIfAborted();
      const page = await deps.examples.list(db, after, PAGE);
      const last = page.at(-1);
      if (last === undefined) return;
      await change(deps, page, async (tx, report) => {
        await addToReport(tx, id, report);
        await saveProgress(tx, id, { step, place: last.id });
        tx.emit({ type: 'refresh.updated', subjectId: id });
      });
      after = last.id;
    }
  }
}
