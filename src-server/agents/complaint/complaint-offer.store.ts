import { z } from 'zod';
import { ComplaintOffer } from '../../contract/complaints.ts';
import { countColumn, timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst } from '../../database/database.ts';
import type { Resolution } from './choose-resolution.ts';

const OfferRow = ComplaintOffer.extend({
  validUntil: timestampColumn,
  offeredAt: timestampColumn,
  decidedAt: timestampColumn.nullable(),
});
export type OfferRow = z.infer<typeof OfferRow>;

/** What was offered for a complaint, oldest first. */
export function listOffers(db: Queryable, complaintId: string): Promise<OfferRow[]> {
  return selectAll(
    db,
    OfferRow,
    `SELECT id, kind, percent, amount_cents AS "amountCents", currency, code, state, valid_until AS "validUntil",
       offered_at AS "offeredAt", decided_at AS "decidedAt"
     FROM support.complaint_offers WHERE complaint_id = $1 ORDER BY offered_at, id`,
    [complaintId],
  );
}

/** The latest offer that the customer has neither taken nor declined; it may have run out. */
export async function findPendingOffer(db: Queryable, complaintId: string): Promise<OfferRow | undefined> {
  return (await listOffers(db, complaintId)).findLast(({ state }) => state === 'offered');
}

/**
 * What was offered and neither declined nor left to run out, in cents. Whoever asks holds all others off until the
 * transaction ends, so that two offers at the same moment cannot pass a limit together.
 */
export async function lockSpent(
  tx: Queryable,
  { keys, days, now, timeZone }: { keys: readonly string[]; days: number; now: Date; timeZone: string },
): Promise<{ customerCents: number; monthCents: number }> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('complaint offers', 0))");
  const row = await selectFirst(
    tx,
    z.object({ customerCents: countColumn, monthCents: countColumn }),
    `SELECT
       coalesce(sum(amount_cents) FILTER (WHERE customer_keys && $1::text[]
         AND offered_at > $3::timestamptz - make_interval(days => $2)), 0) AS "customerCents",
       coalesce(sum(amount_cents) FILTER (WHERE
         date_trunc('month', offered_at AT TIME ZONE $4) = date_trunc('month', $3::timestamptz AT TIME ZONE $4)), 0) AS "monthCents"
     FROM support.complaint_offers WHERE state = 'granted' OR (state = 'offered' AND valid_until > $3)`,
    [keys, days, now, timeZone],
  );
  return row ?? { customerCents: 0, monthCents: 0 };
}

export interface NewOffer extends Resolution {
  id: string;
  complaintId: string;
  currency: string;
  state: 'offered' | 'granted';
  customerKeys: readonly string[];
  limitsVersion: number;
  askedMessageId: string;
  validUntil: Date;
  at: Date;
}

export async function insertOffer(tx: Queryable, offer: NewOffer): Promise<void> {
  await tx.query(
    `INSERT INTO support.complaint_offers (id, complaint_id, kind, percent, amount_cents, currency, state, customer_keys,
       limits_version, asked_message_id, valid_until, offered_at, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, CASE WHEN $7 = 'granted' THEN $12::timestamptz END)`,
    [
      offer.id,
      offer.complaintId,
      offer.kind,
      offer.percent,
      offer.amountCents,
      offer.currency,
      offer.state,
      offer.customerKeys,
      offer.limitsVersion,
      offer.askedMessageId,
      offer.validUntil,
      offer.at,
    ],
  );
}

/** The customer decided, once; a code may come with a yes. */
export async function decideOffer(
  tx: Queryable,
  id: string,
  decision: {
    state: 'granted' | 'declined';
    code: string | null;
    messageId: string;
    validUntil: Date | null;
    at: Date;
  },
): Promise<void> {
  await tx.query(
    `UPDATE support.complaint_offers SET state = $2, code = $3, decided_message_id = $4,
       valid_until = coalesce($5, valid_until), decided_at = $6
     WHERE id = $1 AND state = 'offered'`,
    [id, decision.state, decision.code, decision.messageId, decision.validUntil, decision.at],
  );
}
