import type { Replay, ReplayAnswer } from '../../contract/replays.ts';
import { BUILT_IN_TUNING, type ServedVersion } from '../../contract/tuning.ts';
import { AppError } from '../../core/errors.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { readDatasetMembers } from '../dataset-members.ts';
import { findDeployed, getVersion, lockVersion, setVersionState } from '../versions/version.store.ts';
import type { VersionDeps } from '../versions/version-deps.ts';
import { isChanged, judgeChange } from './judge-change.ts';
import {
  type ArticleChange,
  getReplay,
  insertReplay,
  listApprovedIds,
  listLastQuestions,
  listWaitingCases,
  readArticleChange,
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
    /** With an article as it would read; with null, as all articles do now, found in the same way. */
    change?: ArticleChange | null,
  ) => Promise<ReplayAnswer>;
  getArticleVersion: (db: Queryable, articleId: string) => Promise<{ code: string; version: number }>;
  likeness: (text: string, other: string, signal?: AbortSignal) => Promise<number>;
}

const MOST_HELD_BACK = 100;
/** Approved examples beside the conversations, where an article is tried. */
const MOST_APPROVED = 50;
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
        const tries = { versionId };
        if (!(await insertReplay(tx, { id, tries, baselineId, createdBy, at: clock.now() }, cases))) return;
        await deps.enqueue(tx, id);
        tx.emit({ type: 'replay.updated', subjectId: id });
      });
      return getReplay(db, input.id);
    },

    /** The same for an article as somebody would change it. CONFLICT where it was changed meanwhile. */
    async startArticle(
      input: ArticleChange & { id: string; conversations: number; by: string | null },
    ): Promise<Replay> {
      const { id, articleId, articleVersion, draft, by: createdBy } = input;
      const { code, version } = await deps.getArticleVersion(db, articleId);
      if (version !== articleVersion)
        throw new AppError('CONFLICT', `Somebody else changed ${code} in the meantime. Open it again.`);
      const cases = {
        exampleIds: await listApprovedIds(db, MOST_APPROVED),
        messageIds: await listLastQuestions(db, input.conversations),
      };
      await db.transaction(async (tx) => {
        const baselineId = (await findDeployed(tx))?.id ?? null;
        const tries = { articleId, articleVersion, draft };
        if (!(await insertReplay(tx, { id, tries, baselineId, createdBy, at: clock.now() }, cases))) return;
        await deps.enqueue(tx, id);
        tx.emit({ type: 'replay.updated', subjectId: id });
      });
      return getReplay(db, id);
    },

    /** Runs what has not been run. Each case is kept as it is done, so that a kill costs one case. */
    async run(replayId: string, signal: AbortSignal): Promise<void> {
      const replay = await getReplay(db, replayId);
      if (replay.state === 'done' || replay.state === 'failed') return;
      await setReplayState(db, replayId, 'running', { at: clock.now() });
      const change = await readArticleChange(db, replayId);
      const before = await servedBy(replay.baselineId);
      const after = change === null ? await servedBy(replay.versionId) : before;
      for (;;) {
        const [next] = await listWaitingCases(db, replayId, 1);
        if (next === undefined) break;
        signal.throwIfAborted();
        const answers = {
          before: await deps.answer(next, before, signal, change === null ? undefined : null),
          after: await deps.answer(next, after, signal, change ?? undefined),
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
        if (replay.versionId !== null) {
          const { state } = await lockVersion(tx, replay.versionId);
          if (state === 'candidate') await setVersionState(tx, replay.versionId, 'evaluated', clock.now());
        }
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
