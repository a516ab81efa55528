import { api, staffOf } from '../../api.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Database, Transaction } from '../../database/database.ts';
import { readConversationRules, writeConversationRules } from './conversation-rules.store.ts';

export interface ConversationRulesRoutesDeps {
  db: Database;
  clock: Clock;
  recordAudit: (
    tx: Transaction,
    entry: {
      actorId: string;
      action: string;
      subjectType: string;
      subjectId: string;
      details?: Record<string, unknown>;
    },
  ) => Promise<void>;
}

/** How conversations are led, as the owner sees and sets it. The next message goes by it, on every sidecar. */
export function createConversationRulesRoutes({ db, clock, recordAudit }: ConversationRulesRoutesDeps) {
  const routes = api.conversationRules;
  return {
    get: routes.get.handler(() => readConversationRules(db)),
    update: routes.update.handler(({ input, context }) => {
      if (input.quietHours !== null && input.quietHours.from === input.quietHours.to)
        throw new AppError('BAD_INPUT', 'Quiet hours that end when they begin would never end. Choose another time.', {
          issues: [{ path: 'quietHours.to', message: 'Choose another time than the one at which they begin.' }],
        });
      return db.transaction(async (tx) => {
        const { id } = staffOf(context);
        await writeConversationRules(tx, input, id, clock.now());
        await recordAudit(tx, {
          actorId: id,
          action: 'conversation_rules.changed',
          subjectType: 'settings',
          subjectId: 'conversation-rules',
          details: input,
        });
        tx.emit({ type: 'system.notice' });
        return readConversationRules(tx);
      });
    }),
  };
}
