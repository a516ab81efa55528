import type { AutomationRun, AutomationSettings } from '../../contract/automation.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { deployByGate } from '../versions/deploy-version.ts';
import type { AutomationDeps } from './automation-deps.ts';
import { countAttempt, getRun, lockRun, type RunRow, setRunState, toAutomationRun } from './automation-run.store.ts';
import { lockAutomation, readAutomation, saveAutomation } from './automation-settings.store.ts';
import { type AutomationRuns, noticeIdOf } from './run-automation.ts';

/** What a person says to the automation. */
export function createDecideAutomation(deps: AutomationDeps, runs: Pick<AutomationRuns, 'begin'>) {
  const { db, clock } = deps;

  async function decide(
    runId: string,
    by: string,
    wanted: { from: RunRow['state'][]; refusal: string; action: string },
    change: (tx: Transaction, run: RunRow) => Promise<void>,
  ): Promise<AutomationRun> {
    await db.transaction(async (tx) => {
      const run = await lockRun(tx, runId);
      if (!wanted.from.includes(run.state)) throw new AppError('CONFLICT', `${wanted.refusal} Load the list again.`);
      await change(tx, run);
      await deps.recordAudit(tx, {
        actorId: by,
        action: `automation.${wanted.action}`,
        subjectType: 'automation_run',
        subjectId: runId,
        details: { step: run.step, versionId: run.versionId },
      });
      await deps.dismissNotice(tx, noticeIdOf(run), by, clock.now());
      tx.emit({ type: 'system.notice' });
      tx.emit({ type: 'automation.updated', subjectId: runId });
    });
    return toAutomationRun(await getRun(db, runId));
  }

  return {
    async start(by: string): Promise<AutomationRun> {
      const id = await db.transaction((tx) => runs.begin(tx, 'person', by));
      if (id === undefined)
        throw new AppError('CONFLICT', 'A run is open already. Let it end, answer it or end it first.');
      return toAutomationRun(await getRun(db, id));
    },

    /** Deploys what is proposed, in one transaction with the answer. CONFLICT, with the reason, where the gate has closed since. */
    accept: (runId: string, by: string) =>
      decide(
        runId,
        by,
        { from: ['proposed'], refusal: 'This run proposes nothing, or was answered already.', action: 'accepted' },
        async (tx, run) => {
          await deployByGate(tx, deps, { versionId: run.versionId ?? '', by, override: null });
          await setRunState(tx, runId, 'accepted', { at: clock.now(), by });
        },
      ),

    decline: (runId: string, by: string, reason: string) =>
      decide(
        runId,
        by,
        { from: ['proposed'], refusal: 'This run proposes nothing, or was answered already.', action: 'declined' },
        (tx) => setRunState(tx, runId, 'declined', { at: clock.now(), by, why: reason }),
      ),

    /** Has the failed step begin anew. */
    retry: (runId: string, by: string) =>
      decide(runId, by, { from: ['failed'], refusal: 'This run has not failed.', action: 'retried' }, async (tx) => {
        await countAttempt(tx, runId);
        await setRunState(tx, runId, 'running', { at: clock.now() });
        await deps.enqueue(tx, runId);
      }),

    /** Ends a run, and then what it has going: it is not gone on with in any case. */
    async abandon(runId: string, by: string): Promise<AutomationRun> {
      const ended = await decide(
        runId,
        by,
        { from: ['running', 'failed', 'proposed'], refusal: 'This run has ended already.', action: 'abandoned' },
        (tx) => setRunState(tx, runId, 'abandoned', { at: clock.now(), by }),
      );
      await endWhatGoesOn(await getRun(db, runId), by);
      return ended;
    },

    async saveSettings(settings: AutomationSettings, by: string): Promise<AutomationSettings> {
      if (settings.isOn && settings.everyExamples === null && settings.everyDays === null)
        throw new AppError('BAD_INPUT', 'Say when it begins: at a number of new examples, after some days, or both.');
      await db.transaction(async (tx) => {
        const at = clock.now();
        const before = await lockAutomation(tx);
        const onSince = settings.isOn ? (before.onSince ?? at) : null;
        await saveAutomation(tx, { ...settings, onSince }, by, at);
        await deps.recordAudit(tx, {
          actorId: by,
          action: 'automation.settings_changed',
          subjectType: 'automation',
          subjectId: 'settings',
          details: { ...settings },
        });
        tx.emit({ type: 'automation.updated' });
      });
      const { onSince: _, ...saved } = await readAutomation(db);
      return saved;
    },
  };

  async function endWhatGoesOn(run: RunRow, by: string): Promise<void> {
    const ends: Partial<Record<RunRow['step'], () => Promise<unknown>>> = {
      dataset: async () => run.buildId !== null && deps.builds.cancel(run.buildId, by),
      training: async () => run.jobId !== null && deps.endTraining.cancel(run.jobId, by),
      experiment: async () => run.experimentId !== null && deps.experiments.stop(run.experimentId, by),
    };
    // What has ended by itself needs no end.
    await ends[run.step]?.().catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'CONFLICT') throw error;
    });
  }
}
