import type { Queryable } from '../../database/database.ts';

/** Notes that the payment service told this. False when it had told it before. */
export async function insertPaymentEvent(
  tx: Queryable,
  event: { provider: string; externalId: string; type: string },
  at: Date,
): Promise<boolean> {
  const result = await tx.query(
    `INSERT INTO booking.payment_events (provider, external_id, type, received_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [event.provider, event.externalId, event.type, at],
  );
  return result.rowCount > 0;
}
