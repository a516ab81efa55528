import { z } from 'zod';
import { BookingFacts } from '../contract/bookings.ts';
import { LocalDate, LocalTime } from '../contract/business.ts';
import { type Queryable, selectFirst } from '../database/database.ts';

/** Where the talk about a booking stands, so that it goes on days later and by another channel. */
export const TalkMemory = z.object({
  /** What was asked for last. */
  asked: BookingFacts.keyof().optional(),
  /** What waits for a yes. */
  pending: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('hold') }),
      z.object({ kind: z.literal('cancel') }),
      z.object({ kind: z.literal('move'), date: LocalDate, time: LocalTime }),
    ])
    .optional(),
  /** How many messages in a row were not understood. */
  misses: z.number().int().default(0),
  /** The last question in words, so that it can be put again after something else was answered. */
  question: z.string().optional(),
});
export type TalkMemory = z.infer<typeof TalkMemory>;

const Row = z.object({ memory: TalkMemory.catch({ misses: 0 }) });

export async function readTalkMemory(db: Queryable, bookingId: string): Promise<TalkMemory> {
  const row = await selectFirst(
    db,
    Row,
    "SELECT coalesce(details -> 'talk', '{}') AS memory FROM booking.bookings WHERE id = $1",
    [bookingId],
  );
  return row?.memory ?? { misses: 0 };
}

/** Not a change of the booking: its version stays. */
export async function writeTalkMemory(tx: Queryable, bookingId: string, memory: TalkMemory): Promise<void> {
  await tx.query(
    `UPDATE booking.bookings SET details = details || jsonb_build_object('talk', $2::jsonb) WHERE id = $1`,
    [bookingId, JSON.stringify(memory)],
  );
}
