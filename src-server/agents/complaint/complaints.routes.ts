import { api, staffOf } from '../../api.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Database, Queryable } from '../../database/database.ts';
import type { RecordAudit } from '../../database/record-audit.ts';
import { isUniqueViolation } from '../../database/sql-errors.ts';
import { listComplaints } from './complaint.store.ts';
import { insertComplaintLimits, readComplaintLimits } from './complaint-limits.store.ts';
import { listOffers } from './complaint-offer.store.ts';
import { exampleOffers } from './example-offers.ts';

export interface ComplaintRoutesDeps {
  db: Database;
  clock: Clock;
  readCurrency: (db: Queryable) => Promise<string>;
  recordAudit: RecordAudit;
}

/** The limits as the owner sets them, and what was offered within them. */
export function createComplaintRoutes({ db, clock, readCurrency, recordAudit }: ComplaintRoutesDeps) {
  const routes = api.complaints;
  return {
    limits: routes.limits.handler(() => readComplaintLimits(db)),
    updateLimits: routes.updateLimits.handler(({ input, context }) =>
      db.transaction(async (tx) => {
        const before = await readComplaintLimits(tx);
        if (before.version !== input.expectedVersion) throw changedMeanwhile();
        const { limits } = input;
        const version = before.version + 1;
        const updatedBy = staffOf(context).id;
        try {
          await insertComplaintLimits(tx, { limits, version, updatedBy, at: clock.now() });
        } catch (error) {
          throw isUniqueViolation(error) ? changedMeanwhile() : error;
        }
        await recordAudit(tx, {
          actorId: updatedBy,
          action: 'complaint_limits.changed',
          subjectType: 'complaint_limits',
          subjectId: String(version),
          details: { before: before.limits, after: limits },
        });
        tx.emit({ type: 'system.notice' });
        return readComplaintLimits(tx);
      }),
    ),
    examples: routes.examples.handler(async ({ input }) =>
      exampleOffers(input.limits, input.partyCents, await readCurrency(db)),
    ),
    ofConversation: routes.ofConversation.handler(async ({ input }) => {
      const found = await listComplaints(db, input.id);
      const items = found.map(async ({ id, severity, state, bookingId, facts, createdAt }) => ({
        ...{ id, severity, state, bookingId, facts, createdAt },
        offers: await listOffers(db, id),
      }));
      return { items: await Promise.all(items) };
    }),
  };
}

function changedMeanwhile(): AppError {
  return new AppError('CONFLICT', 'Somebody else changed the limits in the meantime. Load them again.');
}
