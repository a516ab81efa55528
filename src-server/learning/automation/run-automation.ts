import type { AutomationState, AutomationStep } from '../../contract/automation.ts';
import { AutomationStep as Steps } from '../../contract/automation.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { getVersion } from '../versions/version.store.ts';
import type { AutomationDeps } from './automation-deps.ts';
import {
  findLastRun,
  findOpenRun,
  getRun,
  insertRun,
  lockRun,
  type RunRow,
  saveStep,
  setRunState,
} from './automation-run.store.ts';
import { countApprovedSince, lockAutomation } from './automation-settings.store.ts';
import { createTakeStep, type StepResult } from './take-step.ts';

/** What passes: something was busy, or could not be reached. The job is tried again. */
const PASSING = ['MODEL_FAILED', 'UNAVAILABLE', 'TOO_MANY_REQUESTS', 'INTERNAL'];
const DAY_MS = 86_400_000;

/** What a person hears of a run that has come to something. */
export const WORDS = {
  proposed: 'A version is proposed that the desk has trained by itself',
  failed: 'The training by itself could not go on',
};

/**
 * Runs of the automation: a step after the other, each by what the buttons call. Every run may be gone on with after a kill
 * at any moment. It never deploys: at its end a person is asked.
 */
export function createRunAutomation(deps: AutomationDeps) {
  const { db, clock } = deps;
  const takeStep = createTakeStep(deps);

  /** Ends, fails or proposes a run that goes on. Tells people where they are needed. */
  async function settle(tx: Transaction, run: RunRow, state: AutomationState, why: string | null): Promise<void> {
    const at = clock.now();
    await setRunState(tx, run.id, state, { at, why });
    await deps.recordAudit(tx, {
      actorId: null,
      action: `automation.${state}`,
      subjectType: 'automation_run',
      subjectId: run.id,
      details: { step: run.step },
    });
    if (state === 'proposed' || state === 'failed') {
      tx.emit({ type: 'system.notice' });
      await deps.putNotice(tx, {
        id: noticeIdOf({ ...run, state }),
        level: state === 'failed' ? 'warning' : 'info',
        title: WORDS[state],
        text:
          state === 'failed' ? `${why} Try again or end it.` : `Version ${run.versionNumber} waits for your yes or no.`,
        page: state === 'failed' ? 'automation' : 'models',
        at,
      });
    }
    tx.emit({ type: 'automation.updated', subjectId: run.id });
  }

  /** Writes down what came of a step. Returns whether the next one can be taken at once. */
  function record(runId: string, result: StepResult, taken: AutomationStep): Promise<boolean> {
    return db.transaction(async (tx) => {
      const run = await lockRun(tx, runId);
      if (run.state !== 'running' || run.step !== taken) return false;
      const isLast = taken === 'proposal';
      const next = result.kind === 'next' && !isLast ? stepAfter(taken) : taken;
      await saveStep(tx, runId, next, result.made ?? {});
      tx.emit({ type: 'automation.updated', subjectId: runId });
      if (result.kind === 'wait') await deps.enqueue(tx, runId, result.afterMs);
      if (result.kind === 'failed') await settle(tx, run, 'failed', result.why);
      if (result.kind === 'over') await settle(tx, run, 'not_proposed', result.why);
      if (result.kind === 'next' && isLast) await settle(tx, run, 'proposed', null);
      return result.kind === 'next' && !isLast;
    });
  }

  async function fail(runId: string, why: string): Promise<void> {
    await db.transaction(async (tx) => {
      const run = await lockRun(tx, runId);
      if (run.state === 'running') await settle(tx, run, 'failed', why);
    });
  }

  /** Begins a run in the caller's transaction. Returns its id, or undefined where another is open. */
  async function begin(tx: Transaction, cause: RunRow['cause'], startedBy: string | null): Promise<string | undefined> {
    const { isOn: _, onSince: __, ...plan } = await lockAutomation(tx);
    const id = deps.newId();
    if (!(await insertRun(tx, { id, cause, plan, startedBy, at: clock.now() }))) return undefined;
    await deps.recordAudit(tx, {
      actorId: startedBy,
      action: 'automation.started',
      subjectType: 'automation_run',
      subjectId: id,
      details: { cause },
    });
    await deps.enqueue(tx, id);
    tx.emit({ type: 'automation.updated', subjectId: id });
    return id;
  }

  return {
    begin,

    /** Goes on with a run until it waits, asks or has ended. */
    async advance(runId: string, signal: AbortSignal): Promise<void> {
      for (;;) {
        signal.throwIfAborted();
        const run = await getRun(db, runId);
        if (run.state !== 'running') return;
        let result: StepResult;
        try {
          result = await takeStep(run, signal);
        } catch (error) {
          signal.throwIfAborted();
          if (!(error instanceof AppError) || PASSING.includes(error.code)) throw error;
          result = { kind: 'failed', why: error.message };
        }
        if (!(await record(runId, result, run.step))) return;
      }
    },

    giveUp: (runId: string) => fail(runId, 'A step failed several times; the log tells why.'),

    /** Begins a run where one is due, and takes care of the one that is open. Safe to call at any time. */
    async review(): Promise<void> {
      const open = await findOpenRun(db);
      if (open === undefined) return db.transaction(beginWhatIsDue);
      if (open.state === 'running') return db.transaction((tx) => deps.enqueue(tx, open.id));
      if (open.state === 'proposed') await followHand(open);
    },
  };

  async function beginWhatIsDue(tx: Transaction): Promise<void> {
    const { isOn, onSince, everyExamples, everyDays } = await lockAutomation(tx);
    if (!isOn) return;
    const last = (await findLastRun(tx))?.startedAt ?? null;
    if (everyExamples !== null && (await countApprovedSince(tx, last)) >= everyExamples)
      return void (await begin(tx, 'examples', null));
    const dueAt = dueAtOf({ everyDays, onSince, last });
    if (dueAt !== null && dueAt <= clock.now()) await begin(tx, 'schedule', null);
  }

  /** Somebody may have deployed the version, or put it away, without answering the proposal. */
  async function followHand(open: RunRow): Promise<void> {
    const { state } = await getVersion(db, open.versionId ?? '');
    if (state !== 'deployed' && state !== 'retired') return;
    await db.transaction(async (tx) => {
      const run = await lockRun(tx, open.id);
      if (run.state !== 'proposed') return;
      if (state === 'deployed') await settle(tx, run, 'accepted', 'It was deployed by hand.');
      else await settle(tx, run, 'declined', 'The version was put away.');
    });
  }
}

/** By which the notice of a run that needs a person is found again. */
export function noticeIdOf({ id, attempt, state }: Pick<RunRow, 'id' | 'attempt' | 'state'>): string {
  return `automation ${id} ${attempt} ${state}`;
}

export type AutomationRuns = ReturnType<typeof createRunAutomation>;

/** When the next run is due by time. */
export function dueAtOf(given: { everyDays: number | null; onSince: Date | null; last: Date | null }): Date | null {
  const { everyDays, onSince, last } = given;
  if (everyDays === null || onSince === null) return null;
  return new Date(Math.max(onSince.getTime(), last?.getTime() ?? 0) + everyDays * DAY_MS);
}

function stepAfter(step: AutomationStep): AutomationStep {
  const next = Steps.options[Steps.options.indexOf(step) + 1];
  if (next === undefined) throw new RangeError(`No step comes after ${step}.`);
  return next;
}
