import { api, staffOf } from '../api.ts';
import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Database } from '../database/database.ts';
import type { RecordAudit } from '../database/record-audit.ts';
import { dismissNotice } from './notice.store.ts';
import { readStatus, type StatusDeps } from './read-status.ts';
import { readSettings, writeSettings } from './settings.store.ts';

export interface SettingsRoutesDeps extends StatusDeps {
  db: Database;
  clock: Clock;
  recordAudit: RecordAudit;
  backUp: () => Promise<{ at: string; fileName: string; bytes: number }>;
  loadSampleConversations: () => Promise<number>;
  removeSampleConversations: () => Promise<number>;
}

/** Settings and the state of the desk itself. */
export function createSettingsRoutes(deps: SettingsRoutesDeps) {
  const { db, clock } = deps;
  const routes = api.system;
  return {
    health: routes.health.handler(() => ({ status: 'ok' as const, version: deps.version })),
    status: routes.status.handler(() => readStatus(deps)),
    dismissNotice: routes.dismissNotice.handler(async ({ input, context }) => {
      await db.transaction(async (tx) => {
        await dismissNotice(tx, input.id, staffOf(context).id, clock.now());
        tx.emit({ type: 'system.notice', subjectId: input.id });
      });
      return { done: true as const };
    }),
    settings: routes.settings.handler(() => readSettings(db)),
    updateSettings: routes.updateSettings.handler(({ input, context }) => {
      if (input.timeZone !== undefined) requireTimeZone(input.timeZone);
      return db.transaction(async (tx) => {
        await writeSettings(tx, input, staffOf(context).id, clock.now());
        await deps.recordAudit(tx, {
          actorId: staffOf(context).id,
          action: 'settings.changed',
          subjectType: 'settings',
          subjectId: 'desk',
          details: { changed: Object.keys(input) },
        });
        tx.emit({ type: 'system.notice' });
        return readSettings(tx);
      });
    }),
    backUp: routes.backUp.handler(deps.backUp),
    loadSampleConversations: routes.loadSampleConversations.handler(async () => ({
      count: await deps.loadSampleConversations(),
    })),
    removeSampleConversations: routes.removeSampleConversations.handler(async () => ({
      count: await deps.removeSampleConversations(),
    })),
  };
}

function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch (cause) {
    throw new AppError('BAD_INPUT', `“${timeZone}” is not a time zone. Use a name such as America/Los_Angeles.`, {
      cause,
      issues: [{ path: 'timeZone', message: 'Use a name such as America/Los_Angeles.' }],
    });
  }
}
