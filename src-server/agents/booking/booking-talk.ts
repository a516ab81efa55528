import type { Booking } from '../../contract/bookings.ts';
import type { BusinessProfile } from '../../contract/business.ts';
import type { Transaction } from '../../database/database.ts';
import type { BookingTools, Source, TalkMemory } from './booking-tools.ts';
import type { Reading } from './read-facts.ts';

/** What is at hand while one message about a booking is answered. */
export interface Talk {
  tx: Transaction;
  tools: BookingTools;
  profile: BusinessProfile;
  timeZone: string;
  now: Date;
  source: Source;
  reading: Reading;
  /** A wish to cancel is said in plain words. */
  isPlainOrder: boolean;
  memory: TalkMemory;
  customer: { conversationId: string; customerId: string; channel: string };
}

/** What the agent says and remembers; or why a person has to go on. */
export type TalkReply =
  | { kind: 'say'; text: string; bookingId: string | null; memory: TalkMemory }
  | { kind: 'hand_over'; detail: string };

export function say(booking: Pick<Booking, 'id'> | null, text: string, memory: Partial<TalkMemory> = {}): TalkReply {
  return { kind: 'say', text, bookingId: booking?.id ?? null, memory: { misses: 0, ...memory } };
}

export function guestsOf({ facts }: Pick<Booking, 'facts'>): number {
  return (facts.adults ?? 0) + (facts.children ?? 0) + (facts.infants ?? 0);
}
