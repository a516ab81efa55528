import { z } from 'zod';
import { PaymentView } from '../contract/bookings.ts';
import { timestampColumn } from '../database/columns.ts';
import { type Queryable, selectAll, selectOne } from '../database/database.ts';

const PaymentRow = PaymentView.extend({
  bookingId: z.string(),
  externalId: z.string().nullable(),
  currency: z.string(),
  createdAt: timestampColumn,
  paidAt: timestampColumn.nullable(),
});
export type PaymentRow = z.infer<typeof PaymentRow>;

const SELECT = `SELECT id, booking_id AS "bookingId", provider, external_id AS "externalId", purpose,
    amount_cents AS "amountCents", currency, status, checkout_url AS "checkoutUrl", created_at AS "createdAt", paid_at AS "paidAt"
  FROM booking.payments`;

/** Oldest first. */
export function listPayments(db: Queryable, bookingId: string): Promise<PaymentRow[]> {
  return selectAll(db, PaymentRow, `${SELECT} WHERE booking_id = $1 ORDER BY created_at, id`, [bookingId]);
}

export function getPayment(db: Queryable, id: string): Promise<PaymentRow> {
  return selectOne(db, PaymentRow, 'payment', `${SELECT} WHERE id = $1`, [id]);
}

export interface NewPayment {
  id: string;
  bookingId: string;
  provider: PaymentRow['provider'];
  purpose: PaymentRow['purpose'];
  amountCents: number;
  currency: string;
}

export async function insertPayment(tx: Queryable, payment: NewPayment, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO booking.payments (id, booking_id, provider, purpose, amount_cents, currency, status, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'pending', $7, $7)`,
    [payment.id, payment.bookingId, payment.provider, payment.purpose, payment.amountCents, payment.currency, at],
  );
}

/** Where the customer pays; set once, however often it is told. */
export async function setCheckout(
  tx: Queryable,
  id: string,
  checkout: { externalId: string; url: string },
  at: Date,
): Promise<boolean> {
  const result = await tx.query(
    `UPDATE booking.payments SET external_id = $2, checkout_url = $3, updated_at = $4
     WHERE id = $1 AND status = 'pending' AND checkout_url IS NULL`,
    [id, checkout.externalId, checkout.url, at],
  );
  return result.rowCount > 0;
}

/** Also of a payment that was given up, as money may arrive late. False when it had an end already. */
export async function markSettled(
  tx: Queryable,
  id: string,
  status: 'paid' | 'failed' | 'refunded',
  by: string | null,
  at: Date,
): Promise<boolean> {
  const result = await tx.query(
    `UPDATE booking.payments SET status = $2, recorded_by = $3, updated_at = $4,
       paid_at = CASE WHEN $2 = 'paid' THEN $4::timestamptz ELSE paid_at END
     WHERE id = $1 AND status IN ('pending', 'failed') AND status <> $2`,
    [id, status, by, at],
  );
  return result.rowCount > 0;
}

/** Ends what was asked for and not paid: it is void once a booking is cancelled or priced anew. */
export async function voidPendingPayments(tx: Queryable, bookingId: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE booking.payments SET status = 'failed', updated_at = $2
     WHERE booking_id = $1 AND status = 'pending' AND purpose <> 'refund'`,
    [bookingId, at],
  );
}

/** What was paid and not given back. */
export function paidCents(payments: readonly Pick<PaymentRow, 'purpose' | 'status' | 'amountCents'>[]): number {
  return payments
    .filter((payment) => payment.status === 'paid')
    .reduce((sum, { purpose, amountCents }) => sum + (purpose === 'refund' ? -amountCents : amountCents), 0);
}
