import { z } from 'zod';
import { ComplaintSeverity, ComplaintView } from '../../contract/complaints.ts';
import { countColumn, timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst } from '../../database/database.ts';
import { TOPICS } from './severity.ts';

export const FactName = ComplaintView.shape.facts.element.shape.name;
export type FactName = z.infer<typeof FactName>;
export type Fact = ComplaintView['facts'][number];

/** Where the talk about a complaint stands, so that it goes on days later. */
const Memory = z.object({
  /** What was asked for already: nothing is asked for twice. */
  asked: z.array(FactName).default([]),
  /** The last question in words, so that it can be put again after something else was answered. */
  question: z.string().optional(),
  topics: z.array(z.enum(TOPICS)).default([]),
  wants: z.enum(['apology', 'credit', 'discount', 'refund', 'redo']).optional(),
  /** We said once that we are sorry. */
  apologised: z.boolean().default(false),
  /** How many answers to the offer were neither a yes nor a no. */
  misses: z.number().default(0),
});
export type Memory = z.infer<typeof Memory>;

const ComplaintRow = z.object({
  id: z.string(),
  conversationId: z.string(),
  customerKeys: z.array(z.string()),
  bookingId: z.string().nullable(),
  severity: ComplaintSeverity,
  state: ComplaintView.shape.state,
  facts: ComplaintView.shape.facts,
  memory: Memory,
  createdAt: timestampColumn,
  updatedAt: timestampColumn,
});
export type Complaint = z.infer<typeof ComplaintRow>;

const SELECT = `SELECT id, conversation_id AS "conversationId", customer_keys AS "customerKeys",
    booking_id AS "bookingId", severity, state, facts, memory, created_at AS "createdAt", updated_at AS "updatedAt"
  FROM support.complaints`;

/** The complaint that this customer is in the middle of: of this conversation, else of the same vouched-for person. */
export function findOpenComplaint(
  db: Queryable,
  customer: { conversationKey: string; userKey: string | null },
  now: Date,
): Promise<Complaint | undefined> {
  const keys = [customer.conversationKey, ...(customer.userKey === null ? [] : [customer.userKey])];
  return selectFirst(
    db,
    ComplaintRow,
    `${SELECT} WHERE state IN ('collecting', 'offered') AND customer_keys && $1::text[]
       AND updated_at > $2::timestamptz - interval '30 days'
     ORDER BY updated_at DESC, id DESC LIMIT 1`,
    [keys, now],
  );
}

/** How many complaints of the same customer came before, in the last half year. */
export async function countEarlierComplaints(
  db: Queryable,
  keys: readonly string[],
  exceptId: string | null,
  now: Date,
): Promise<number> {
  const row = await selectFirst(
    db,
    z.object({ count: countColumn }),
    `SELECT count(*) AS count FROM support.complaints
     WHERE customer_keys && $1::text[] AND id IS DISTINCT FROM $2::uuid AND state IN ('resolved', 'with_staff')
       AND created_at > $3::timestamptz - interval '180 days'`,
    [keys, exceptId, now],
  );
  return row?.count ?? 0;
}

export function listComplaints(db: Queryable, conversationId: string): Promise<Complaint[]> {
  return selectAll(db, ComplaintRow, `${SELECT} WHERE conversation_id = $1 ORDER BY created_at DESC, id`, [
    conversationId,
  ]);
}

/** Stores a complaint as it now is, new or known. */
export async function saveComplaint(tx: Queryable, complaint: Omit<Complaint, 'createdAt' | 'updatedAt'>, at: Date) {
  await tx.query(
    `INSERT INTO support.complaints
       (id, conversation_id, customer_keys, booking_id, severity, state, facts, memory, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $9)
     ON CONFLICT (id) DO UPDATE SET customer_keys = excluded.customer_keys, booking_id = excluded.booking_id,
       severity = excluded.severity, state = excluded.state, facts = excluded.facts, memory = excluded.memory,
       updated_at = excluded.updated_at`,
    [
      complaint.id,
      complaint.conversationId,
      complaint.customerKeys,
      complaint.bookingId,
      complaint.severity,
      complaint.state,
      JSON.stringify(complaint.facts),
      JSON.stringify(complaint.memory),
      at,
    ],
  );
}
