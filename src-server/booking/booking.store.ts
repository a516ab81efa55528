import { z } from 'zod';
import { BookingStatus } from '../contract/bookings.ts';
import { timestampColumn } from '../database/columns.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../database/database.ts';
import { FactLedger } from './booking-facts.ts';

const nullableTime = timestampColumn.nullable();

const BookingRow = z.object({
  id: z.string(),
  status: BookingStatus,
  conversationId: z.string().nullable(),
  customerId: z.string(),
  customerName: z.string().nullable(),
  channel: z.string().nullable(),
  startsAt: nullableTime,
  guests: z.number(),
  address: z.string().nullable(),
  ledger: FactLedger,
  version: z.number(),
  heldUntil: nullableTime,
  rescheduleCount: z.number(),
  totalCents: z.number().nullable(),
  chefs: z.number(),
  createdAt: timestampColumn,
  updatedAt: timestampColumn,
  confirmedAt: nullableTime,
  cancelledAt: nullableTime,
  cancelReason: z.string().nullable(),
});
export type BookingRow = z.infer<typeof BookingRow>;

const SELECT = `SELECT b.id, b.status, b.conversation_id AS "conversationId", b.customer_id AS "customerId",
    b.customer_name AS "customerName", b.channel, b.starts_at AS "startsAt",
    coalesce(b.adult_count, 0) + coalesce(b.child_count, 0) + coalesce(b.infant_count, 0) AS guests, b.address,
    b.facts AS ledger, b.version, b.held_until AS "heldUntil", b.reschedule_count AS "rescheduleCount",
    (SELECT q.total_cents FROM booking.quotes q WHERE q.booking_id = b.id ORDER BY q.created_at DESC, q.id DESC LIMIT 1) AS "totalCents",
    (SELECT count(*)::int FROM booking.chef_slots s WHERE s.booking_id = b.id) AS chefs,
    b.created_at AS "createdAt", b.updated_at AS "updatedAt", b.confirmed_at AS "confirmedAt",
    b.cancelled_at AS "cancelledAt", b.cancel_reason AS "cancelReason"
  FROM booking.bookings b`;

export function getBookingRow(db: Queryable, id: string): Promise<BookingRow> {
  return selectOne(db, BookingRow, 'booking', `${SELECT} WHERE b.id = $1`, [id]);
}

/** The booking, held until the transaction ends, so that what is decided about it is decided once. */
export async function lockBooking(tx: Queryable, id: string): Promise<BookingRow> {
  await tx.query('SELECT 1 FROM booking.bookings WHERE id = $1 FOR UPDATE', [id]);
  return getBookingRow(tx, id);
}

/**
 * The booking that this customer is in the middle of, or has ahead of them: the one of this conversation, else, where
 * the channel vouches for who writes, the newest of the same person, as people go on by another channel days later.
 */
export function findCurrentBooking(
  db: Queryable,
  customer: { conversationId: string; customerId: string | null },
  now: Date,
): Promise<BookingRow | undefined> {
  return selectFirst(
    db,
    BookingRow,
    `${SELECT}
     WHERE b.status NOT IN ('completed', 'cancelled') AND (b.conversation_id = $1 OR b.customer_id = $2)
       AND (b.starts_at IS NULL OR b.starts_at > $3) AND b.updated_at > $3::timestamptz - interval '90 days'
     ORDER BY (b.conversation_id = $1) IS TRUE DESC, b.updated_at DESC, b.id LIMIT 1`,
    [customer.conversationId, customer.customerId, now],
  );
}

/** Parties of this customer that were held in the last half year or are still to come, the latest first. */
export function listOwnBookings(
  db: Queryable,
  customer: { conversationId: string; customerId: string | null },
  now: Date,
): Promise<BookingRow[]> {
  return selectAll(
    db,
    BookingRow,
    `${SELECT}
     WHERE b.status IN ('confirmed', 'completed') AND (b.conversation_id = $1 OR b.customer_id = $2)
       AND b.starts_at > $3::timestamptz - interval '180 days'
     ORDER BY b.starts_at DESC, b.id LIMIT 6`,
    [customer.conversationId, customer.customerId, now],
  );
}

export function listConversationBookings(db: Queryable, conversationId: string): Promise<BookingRow[]> {
  return selectAll(db, BookingRow, `${SELECT} WHERE b.conversation_id = $1 ORDER BY b.created_at DESC, b.id`, [
    conversationId,
  ]);
}

export interface BookingFilter {
  status?: BookingStatus | undefined;
  from?: string | undefined;
  to?: string | undefined;
  search?: string | undefined;
  after?: { startsAt: string; id: string } | undefined;
  limit: number;
}

/** By start, the next one first; what has no start yet comes last. */
export function listBookingRows(db: Queryable, filter: BookingFilter): Promise<BookingRow[]> {
  return selectAll(
    db,
    BookingRow,
    `${SELECT}
     WHERE ($1::text IS NULL OR b.status = $1)
       AND ($2::timestamptz IS NULL OR b.starts_at >= $2) AND ($3::timestamptz IS NULL OR b.starts_at < $3)
       AND ($4::text IS NULL OR strpos(lower(concat_ws(' ', b.customer_name, b.customer_id, b.address)), lower($4)) > 0)
       AND ($5::timestamptz IS NULL OR (coalesce(b.starts_at, 'infinity'), b.id) > ($5, $6::uuid))
     ORDER BY coalesce(b.starts_at, 'infinity'), b.id LIMIT $7`,
    [
      filter.status ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.search ?? null,
      filter.after?.startsAt ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  );
}

export interface NewBooking {
  id: string;
  conversationId: string | null;
  customerId: string;
  channel: string | null;
}

export async function insertBooking(tx: Queryable, booking: NewBooking, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO booking.bookings (id, conversation_id, customer_id, channel, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $5)`,
    [booking.id, booking.conversationId, booking.customerId, booking.channel, at],
  );
}

/** What changes of a booking; what is undefined stays. */
export interface BookingChange {
  status?: BookingStatus;
  ledger?: FactLedger;
  startsAt?: Date | null;
  adults?: number;
  children?: number;
  infants?: number;
  address?: string | null;
  customerName?: string | null;
  heldUntil?: Date | null;
  rescheduleCount?: number;
  confirmedAt?: Date;
  cancelledAt?: Date;
  cancelReason?: string;
}

const COLUMNS: Record<keyof BookingChange, string> = {
  status: 'status',
  ledger: 'facts',
  startsAt: 'starts_at',
  adults: 'adult_count',
  children: 'child_count',
  infants: 'infant_count',
  address: 'address',
  customerName: 'customer_name',
  heldUntil: 'held_until',
  rescheduleCount: 'reschedule_count',
  confirmedAt: 'confirmed_at',
  cancelledAt: 'cancelled_at',
  cancelReason: 'cancel_reason',
};

/** Changes a booking that the caller has locked, and counts its version up. */
export async function changeBooking(tx: Queryable, id: string, change: BookingChange, at: Date): Promise<void> {
  const fields = Object.entries(change).filter(([, value]) => value !== undefined);
  const sets = fields.map(([name], index) => `${COLUMNS[name as keyof BookingChange]} = $${index + 3}`);
  const values = fields.map(([name, value]) => (name === 'ledger' ? JSON.stringify(value) : value));
  await tx.query(
    `UPDATE booking.bookings SET ${['updated_at = $2', 'version = version + 1', ...sets].join(', ')} WHERE id = $1`,
    [id, at, ...values],
  );
}
