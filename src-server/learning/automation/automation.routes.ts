import { api, staffOf } from '../../api.ts';
import type { AutomationDeps } from './automation-deps.ts';
import { findLastRun, findOpenRun, listRuns, toAutomationRun } from './automation-run.store.ts';
import { countApprovedSince, readAutomation } from './automation-settings.store.ts';
import { createDecideAutomation } from './decide-automation.ts';
import { type AutomationRuns, dueAtOf } from './run-automation.ts';

export function createAutomationRoutes(deps: AutomationDeps, runs: AutomationRuns) {
  const { db } = deps;
  const decide = createDecideAutomation(deps, runs);
  const routes = api.automation;

  async function get() {
    const { onSince, ...settings } = await readAutomation(db);
    const open = await findOpenRun(db);
    const last = (await findLastRun(db))?.startedAt ?? null;
    const nextAt = settings.isOn ? dueAtOf({ everyDays: settings.everyDays, onSince, last }) : null;
    return {
      settings,
      current: open === undefined ? null : toAutomationRun(open),
      newlyApproved: await countApprovedSince(db, last),
      nextAt: nextAt?.toISOString() ?? null,
    };
  }

  return {
    get: routes.get.handler(get),
    updateSettings: routes.updateSettings.handler(({ input, context }) =>
      decide.saveSettings(input, staffOf(context).id),
    ),
    runs: routes.runs.handler(({ input }) => listRuns(db, input)),
    start: routes.start.handler(({ context }) => decide.start(staffOf(context).id)),
    accept: routes.accept.handler(({ input, context }) => decide.accept(input.id, staffOf(context).id)),
    decline: routes.decline.handler(({ input, context }) =>
      decide.decline(input.id, staffOf(context).id, input.reason),
    ),
    retry: routes.retry.handler(({ input, context }) => decide.retry(input.id, staffOf(context).id)),
    abandon: routes.abandon.handler(({ input, context }) => decide.abandon(input.id, staffOf(context).id)),
  };
}
