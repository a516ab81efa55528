import type { Replay, ReplayAnswer, ReplayCase } from '../../contract/replays.ts';
import { BUILT_IN_TUNING, type ServedVersion } from '../../contract/tuning.ts';
import { AppError } from '../../core/errors.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import type { PerformTask } from '../../models/model-task.ts';
import { readDatasetMembers } from '../dataset-members.ts';
import { findDeployed, getVersion, lockVersion, setVersionState } from '../versions/version.store.ts';
import type { VersionDeps } from '../versions/version-deps.ts';
import { isChanged, judgeChange } from './judge-change.ts';
import { createModelJudge, weighJudgements } from './model-judge.ts';
import {
  type ArticleChange,
  getReplay,
  type InstructionsChange,
  insertReplay,
  readTried,
  setReplayState,
  type Tried,
} from './replay.store.ts';
import { listWaitingCases, saveCase, type WaitingCase } from './replay-case.store.ts';
import { findNewestDataset, keepApproved, listApprovedIds, listLastQuestions } from './replay-question.store.ts';

/** What is different from how the desk answers now, beside the version that is asked. */
export interface AnswerChange {
  /** An article as it would read; null where all are read as they are, but found in the same way as a changed one. */
  article?: ArticleChange | null | undefined;
  instructions?: InstructionsChange | undefined;
}

export interface ReplayDeps extends VersionDeps {
  enqueue: (tx: Transaction, replayId: string) => Promise<void>;
  /** Answers a question of a conversation, or on its own, by a version. Sends and stores nothing. */
  answer: (
    asked: Pick<WaitingCase, 'question' | 'messageId' | 'exampleId'>,
    served: ServedVersion,
    signal: AbortSignal,
    change?: AnswerChange,
  ) => Promise<ReplayAnswer & { isDegraded?: boolean | undefined }>;
  getArticleVersion: (db: Queryable, articleId: string) => Promise<{ code: string; version: number }>;
  /** Which instructions to the agents are in force. */
  readInstructionsVersion: (db: Queryable) => Promise<number>;
  /** Does a task with a language model; undefined where none is set up. */
  perform: PerformTask | undefined;
  likeness: (text: string, other: string, signal?: AbortSignal) => Promise<number>;
}

interface Start {
  /** Chosen by who asks, so that asking twice begins one. */
  id: string;
  conversations: number;
  /** A language model judges beside the rules. */
  withModelJudge?: boolean | undefined;
  by: string | null;
}

const MOST_HELD_BACK = 100;
/** Approved examples beside the conversations, where no dataset holds any back. */
const MOST_APPROVED = 50;
const SHIPPED: ServedVersion = { versionId: null, tuning: BUILT_IN_TUNING, chatModel: null };
const NO_MODEL_ANSWERED =
  'The language model did not answer, and the offline answerer does not show what this changes. Look at the models in Settings, then try again. What was compared stays.';

/** Replays of a version, a changed article or other instructions against what answers now. */
export function createReplays(deps: ReplayDeps) {
  const { db, clock } = deps;
  const modelJudge = deps.perform === undefined ? undefined : createModelJudge(deps.perform);
  const told = (replayId: string) =>
    db.transaction(async (tx) => tx.emit({ type: 'replay.updated', subjectId: replayId }));

  return {
    /** Begins a replay of a version. */
    async start({ versionId, ...input }: Start & { versionId: string }): Promise<Replay> {
      const version = await getVersion(db, versionId);
      return begin(input, { kind: 'version', versionId }, await heldBackIn(version.dataset.id), (baselineId) => {
        if (baselineId === version.id)
          throw new AppError('CONFLICT', 'This version answers your customers already: there is nothing to compare.');
      });
    },

    /** The same for an article as somebody would change it. CONFLICT where it was changed meanwhile. */
    async startArticle({ articleId, articleVersion, draft, ...input }: Start & ArticleChange): Promise<Replay> {
      const { code, version } = await deps.getArticleVersion(db, articleId);
      if (version !== articleVersion)
        throw new AppError('CONFLICT', `Somebody else changed ${code} in the meantime. Open it again.`);
      return begin(input, { kind: 'article', articleId, articleVersion, draft }, await examplesForChange());
    },

    /** The same for what is asked of the agents. CONFLICT without a model, as then it changes no answer. */
    async startInstructions({ instructions, basedOn, ...input }: Start & InstructionsChange): Promise<Replay> {
      if (deps.perform === undefined)
        throw new AppError(
          'CONFLICT',
          'No language model is set up. The offline answerer quotes your articles and follows no instructions, so there is nothing to try.',
        );
      if ((await deps.readInstructionsVersion(db)) !== basedOn)
        throw new AppError('CONFLICT', 'Somebody else changed the instructions in the meantime. Load them again.');
      return begin(input, { kind: 'instructions', instructions, basedOn }, await examplesForChange());
    },

    /** Runs what has not been run. Each case is kept as it is done, so that a kill costs one case. */
    async run(replayId: string, signal: AbortSignal): Promise<void> {
      const replay = await getReplay(db, replayId);
      if (replay.state === 'done' || replay.state === 'failed') return;
      await setReplayState(db, replayId, 'running', { at: clock.now() });
      const tried = await readTried(db, replayId);
      const sides = await sidesOf(tried, replay.baselineId);
      for (;;) {
        const [next] = await listWaitingCases(db, replayId, 1);
        if (next === undefined) break;
        signal.throwIfAborted();
        const before = await deps.answer(next, sides.before.served, signal, sides.before.change);
        const after = await deps.answer(next, sides.after.served, signal, sides.after.change);
        if (sides.needModel && (before.isDegraded === true || after.isDegraded === true))
          return fail(replayId, NO_MODEL_ANSWERED);
        const answers = { before: kept(before), after: kept(after) };
        const judged = await judge(next, answers, replay.judge !== null, signal);
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
      fail(replayId, 'It failed several times; the log tells why. What was compared stays.'),
  };

  async function begin(
    { id, conversations, withModelJudge = false, by: createdBy }: Start,
    tries: Tried,
    exampleIds: string[],
    check: (baselineId: string | null) => void = () => {},
  ): Promise<Replay> {
    if (withModelJudge && modelJudge === undefined)
      throw new AppError('CONFLICT', 'No language model is set up, so only the rules can judge.');
    const cases = { exampleIds, messageIds: await listLastQuestions(db, conversations) };
    await db.transaction(async (tx) => {
      const baselineId = (await findDeployed(tx))?.id ?? null;
      check(baselineId);
      if (!(await insertReplay(tx, { id, tries, withModelJudge, baselineId, createdBy, at: clock.now() }, cases)))
        return;
      await deps.enqueue(tx, id);
      tx.emit({ type: 'replay.updated', subjectId: id });
    });
    return getReplay(db, id);
  }

  /** By the rules; where a model is to judge too, and there are two answers to compare, by both. */
  async function judge(
    { question, reference }: WaitingCase,
    { before, after }: { before: ReplayAnswer; after: ReplayAnswer },
    withModel: boolean,
    signal: AbortSignal,
  ): Promise<Pick<ReplayCase, 'verdict' | 'why' | 'judged'>> {
    const rules = await judgeChange(before, after, reference, (text, other) => deps.likeness(text, other, signal));
    const areBothAnswers = before.outcome === 'answered' && after.outcome === 'answered';
    const [said, says] = [before.text, after.text];
    if (!withModel || modelJudge === undefined || !areBothAnswers || said === null || says === null || said === says)
      return { ...rules, judged: null };
    const model = await modelJudge({ question, reference, before: said, after: says }, signal);
    return { ...weighJudgements(rules, model), judged: { rules, model } };
  }

  /** What a dataset holds back, without what nobody stands by any more. */
  async function heldBackIn(datasetId: string): Promise<string[]> {
    const { validation } = await readDatasetMembers(db, datasetId);
    return (await keepApproved(db, validation)).slice(0, MOST_HELD_BACK);
  }

  /** For what no dataset is made for: the newest one's held-back examples, or else the newest that were approved. */
  async function examplesForChange(): Promise<string[]> {
    const datasetId = await findNewestDataset(db);
    const heldBack = datasetId === undefined ? [] : await heldBackIn(datasetId);
    return heldBack.length > 0 ? heldBack : listApprovedIds(db, MOST_APPROVED);
  }

  async function sidesOf(tried: Tried, baselineId: string | null) {
    const served = await servedBy(baselineId);
    const now = { served, change: {} as AnswerChange };
    if (tried.kind === 'article') {
      const { kind: _, ...article } = tried;
      return {
        ...{ before: { served, change: { article: null } }, after: { served, change: { article } } },
        needModel: false,
      };
    }
    if (tried.kind === 'instructions') {
      const { kind: _, ...instructions } = tried;
      return { before: now, after: { served, change: { instructions } }, needModel: true };
    }
    const version = await servedBy(tried.versionId);
    return { before: now, after: { served: version, change: {} }, needModel: version.chatModel !== null };
  }

  async function servedBy(versionId: string | null): Promise<ServedVersion> {
    if (versionId === null) return SHIPPED;
    const { id, tuning, chatModel } = await getVersion(db, versionId);
    return { versionId: id, tuning, chatModel };
  }

  function fail(replayId: string, problem: string): Promise<void> {
    return db.transaction(async (tx) => {
      await setReplayState(tx, replayId, 'failed', { at: clock.now(), problem });
      tx.emit({ type: 'replay.updated', subjectId: replayId });
    });
  }
}

function kept({ isDegraded: _, ...answer }: ReplayAnswer & { isDegraded?: boolean | undefined }): ReplayAnswer {
  return answer;
}
