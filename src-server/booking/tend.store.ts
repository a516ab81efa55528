import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';

const BookingId = z.object({ id: z.string(), conversationId: z.string().nullable() });
type TendedBooking = z.infer<typeof BookingId>;

/** Confirmed parties that are over become completed. */
export function completePastParties(tx: Queryable, now: Date): Promise<TendedBooking[]> {
  return selectAll(
    tx,
    BookingId,
    `UPDATE booking.bookings b SET status = 'completed', updated_at = $1, version = version + 1
     WHERE b.status = 'confirmed' AND b.starts_at < $1
       AND NOT EXISTS (SELECT 1 FROM booking.chef_slots s WHERE s.booking_id = b.id AND s.ends_at > $1)
     RETURNING b.id, b.conversation_id AS "conversationId"`,
    [now],
  );
}

/** Bookings whose deposit did not come in time are quotes again, and chefs that were kept for them are free. */
export function releaseExpiredHolds(tx: Queryable, now: Date): Promise<TendedBooking[]> {
  return selectAll(
    tx,
    BookingId,
    `UPDATE booking.bookings SET status = 'quoted', held_until = NULL, updated_at = $1, version = version + 1
     WHERE status = 'awaiting_deposit' AND held_until <= $1
     RETURNING id, conversation_id AS "conversationId"`,
    [now],
  );
}
