import { z } from 'zod';
import { PaymentView } from '../contract/bookings.ts';
import { timestampColumn } from '../database/columns.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../database/database.ts';

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

export function findPayment(db: Queryable, id: string): Promise<PaymentRow | undefined> {
  return selectFirst(db, PaymentRow, `${SELECT} WHERE id = $1`, [id]);
}

/** Payments that were given up and whose page may still be open. */
export function listDeadCheckouts(db: Queryable, limit: number): Promise<PaymentRow[]> {
  return selectAll(
    db,
    PaymentRow,
    `${SELECT} WHERE status = 'failed' AND external_id IS NOT NULL AND checkout_url IS NOT NULL ORDER BY updated_at LIMIT $1`,
    [limit],
  );
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

/** The page of a payment is closed: nobody is sent there any more. */
export async function forgetCheckout(tx: Queryable, id: string): Promise<void> {
  await tx.query('UPDATE booking.payments SET checkout_url = NULL WHERE id = $1', [id]);
}

/** How the payment service knows a refund. */
export async function setExternalId(tx: Queryable, id: string, externalId: string, at: Date): Promise<void> {
  await tx.query('UPDATE booking.payments SET external_id = $2, updated_at = $3 WHERE id = $1', [id, externalId, at]);
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

/** Ends one payment that nobody made. False when it had an end already. */
export async function voidPayment(tx: Queryable, id: string, at: Date): Promise<boolean> {
  const result = await tx.query(
    "UPDATE booking.payments SET status = 'failed', updated_at = $2 WHERE id = $1 AND status = 'pending'",
    [id, at],
  );
  return result.rowCount > 0;
}

/** What was paid and is not given back; a refund that is under way counts as given back, so that it is made once. */
export function paidCents(payments: readonly Pick<PaymentRow, 'purpose' | 'status' | 'amountCents'>[]): number {
  return payments.reduce((sum, { purpose, status, amountCents }) => {
    if (purpose === 'refund') return status === 'failed' ? sum : sum - amountCents;
    return status === 'paid' ? sum + amountCents : sum;
  }, 0);
}

/**
 * From which payments a refund is taken: the deposit that holds, which is the newest, then fees. An older deposit was
 * given back when it arrived too late.
 */
export function refundSources(
  payments: readonly PaymentRow[],
  refundCents: number,
): { payment: PaymentRow; amountCents: number }[] {
  const paid = payments.filter(({ status, purpose }) => status === 'paid' && purpose !== 'refund');
  const deposit = paid.findLast(({ purpose }) => purpose === 'deposit');
  const sources = [...(deposit === undefined ? [] : [deposit]), ...paid.filter(({ purpose }) => purpose !== 'deposit')];
  let leftCents = refundCents;
  return sources.flatMap((payment) => {
    const amountCents = Math.min(leftCents, payment.amountCents);
    leftCents -= amountCents;
    return amountCents > 0 ? [{ payment, amountCents }] : [];
  });
}
