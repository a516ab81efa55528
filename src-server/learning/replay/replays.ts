import type { Replay, ReplayAnswer } from '../../contract/replays.ts';
import { BUILT_IN_TUNING, type ServedVersion } from '../../contract/tuning.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { readDatasetMembers } from '../dataset-members.ts';
import { findDeployed, getVersion, lockVersion, setVersionState } from '../versions/version.store.ts';
import type { VersionDeps } from '../versions/version-deps.ts';
import { isChanged, judgeChange } from './judge-change.ts';
import {
  getReplay,
  insertReplay,
  listLastQuestions,
  listWaitingCases,
  saveCase,
  setReplayState,
  type WaitingCase,
} from './replay.store.ts';

export interface ReplayDeps extends VersionDeps {
  enqueue: (tx: Transaction, replayId: string) => Promise<void>;
  /** Answers a question of a conversation, or on its own, by a version. Sends and stores nothing. */
  answer: (
    asked: Pick<WaitingCase, 'question' | 'messageId' | 'exampleId'>,
    served: ServedVersion,
    signal: AbortSignal,
  ) => Promise<ReplayAnswer>;
  likeness: (text: string, other: string, signal?: AbortSignal) => Promise<number>;
}

const MOST_HELD_BACK = 100;
const SHIPPED: ServedVersion = { versionId: null, tuning: BUILT_IN_TUNING, chatModel: null };

/** Replays of a version against what answers now. */
export function createReplays(deps: ReplayDeps) {
  const { db, clock } = deps;
  const told = (replayId: string) =>
    db.transaction(async (tx) => tx.emit({ type: 'replay.updated', subjectId: replayId }));

  return {
    /** Begins a replay; `id` is chosen by who asks, so that asking twice begins one. */
    async start(input: { id: string; versionId: string; conversations: number; by: string | null }): Promise<Replay> {
      const version = await getVersion(db, input.versionId);
      const { validation } = await readDatasetMembers(db, version.dataset.id);
      const messageIds = await listLastQuestions(db, input.conversations);
      await db.transaction(async (tx) => {
        const baselineId = (await findDeployed(tx))?.id ?? null;
        if (baselineId === version.id)
          throw new AppError('CONFLICT', 'This version answers your customers already: there is nothing to compare.');
        const cases = { exampleIds: validation.slice(0, MOST_HELD_BACK), messageIds };
        const { id, versionId, by: createdBy } = input;
        if (!(await insertReplay(tx, { id, versionId, baselineId, createdBy, at: clock.now() }, cases))) return;
        await deps.enqueue(tx, id);
        tx.emit({ type: 'replay.updated', subjectId: id });
      });
      return getReplay(db, input.id);
    },

    /** Runs what has not been run. Each case is kept as it is done, so that a kill costs one case. */
    async run(replayId: string, signal: AbortSignal): Promise<void> {
      const replay = await getReplay(db, replayId);
      if (replay.state === 'done' || replay.state === 'failed') return;
      await setReplayState(db, replayId, 'running', { at: clock.now() });
      const [before, after] = [await servedBy(replay.baselineId), await servedBy(replay.versionId)];
      for (;;) {
        const [next] = await listWaitingCases(db, replayId, 1);
        if (next === undefined) break;
        signal.throwIfAborted();
        const answers = {
          before: await deps.answer(next, before, signal),
          after: await deps.answer(next, after, signal),
        };
        const judged = await judgeChange(answers.before, answers.after, next.reference, (text, other) =>
          deps.likeness(text, other, signal),
        );
        const changed = isChanged(answers.before, answers.after);
        await saveCase(db, replayId, next.position, { ...answers, ...judged, isChanged: changed });
        if (next.position % 10 === 0) await told(replayId);
      }
      await db.transaction(async (tx) => {
        await setReplayState(tx, replayId, 'done', { at: clock.now() });
        const { state } = await lockVersion(tx, replay.versionId);
        if (state === 'candidate') await setVersionState(tx, replay.versionId, 'evaluated', clock.now());
        tx.emit({ type: 'replay.updated', subjectId: replayId });
      });
    },

    giveUp: (replayId: string): Promise<void> =>
      db.transaction(async (tx) => {
        const problem = 'It failed several times; the log tells why. What was compared stays.';
        await setReplayState(tx, replayId, 'failed', { at: clock.now(), problem });
        tx.emit({ type: 'replay.updated', subjectId: replayId });
      }),
  };

  async function servedBy(versionId: string | null): Promise<ServedVersion> {
    if (versionId === null) return SHIPPED;
    const { id, tuning, chatModel } = await getVersion(db, versionId);
    return { versionId: id, tuning, chatModel };
  }
}
