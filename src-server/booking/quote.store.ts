import { z } from 'zod';
import { QuoteView } from '../contract/bookings.ts';
import { type Queryable, selectFirst } from '../database/database.ts';
import type { Quote } from './quote.ts';

const QuoteRow = QuoteView.extend({ id: z.string() });
export type QuoteRow = z.infer<typeof QuoteRow>;

/** The quote that holds now: the newest. */
export function findQuote(db: Queryable, bookingId: string): Promise<QuoteRow | undefined> {
  return selectFirst(
    db,
    QuoteRow,
    `SELECT id, currency, lines, total_cents AS "totalCents", deposit_cents AS "depositCents", balance_cents AS "balanceCents"
     FROM booking.quotes WHERE booking_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [bookingId],
  );
}

export async function insertQuote(
  tx: Queryable,
  quote: Quote & { id: string; bookingId: string; profileVersion: number },
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO booking.quotes (id, booking_id, total_cents, deposit_cents, balance_cents, currency, lines, profile_version, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9)`,
    [
      quote.id,
      quote.bookingId,
      quote.totalCents,
      quote.depositCents,
      quote.balanceCents,
      quote.currency,
      JSON.stringify(quote.lines),
      quote.profileVersion,
      at,
    ],
  );
}
