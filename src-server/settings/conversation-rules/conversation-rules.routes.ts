import { api, staffOf } from '../../api.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Database } from '../../database/database.ts';
import type { RecordAudit } from '../../database/record-audit.ts';
import { readCurrentRules, writeConversationRules } from './conversation-rules.store.ts';

export interface ConversationRulesRoutesDeps {
  db: Database;
  clock: Clock;
  recordAudit: RecordAudit;
}

/** How conversations are led, as the owner sees and sets it. The next message goes by it, on every sidecar. */
export function createConversationRulesRoutes({ db, clock, recordAudit }: ConversationRulesRoutesDeps) {
  const routes = api.conversationRules;
  return {
    get: routes.get.handler(() => readCurrentRules(db)),
    update: routes.update.handler(({ input: { rules, expectedVersion }, context }) => {
      if (rules.quietHours !== null && rules.quietHours.from === rules.quietHours.to)
        throw new AppError('BAD_INPUT', 'Quiet hours that end when they begin would never end. Choose another time.', {
          issues: [{ path: 'rules.quietHours.to', message: 'Choose another time than the one at which they begin.' }],
        });
      return db.transaction(async (tx) => {
        const { id } = staffOf(context);
        const change = { rules, expectedVersion, updatedBy: id, at: clock.now() };
        if (!(await writeConversationRules(tx, change)))
          throw new AppError('CONFLICT', 'Somebody else changed the rules in the meantime. Load them again.');
        await recordAudit(tx, {
          actorId: id,
          action: 'conversation_rules.changed',
          subjectType: 'settings',
          subjectId: 'conversation-rules',
          details: rules,
        });
        tx.emit({ type: 'system.notice' });
        return readCurrentRules(tx);
      });
    }),
  };
}
