import type { Booking, CancellationTerms, FactName, SomeFacts } from '../../contract/bookings.ts';
import type { BusinessProfile } from '../../contract/business.ts';
import type { Queryable, Transaction } from '../../database/database.ts';

export interface TalkMemory {
  asked?: FactName | undefined;
  pending?: { kind: 'hold' } | { kind: 'cancel' } | { kind: 'move'; date: string; time: string } | undefined;
  misses: number;
  /** The last question in words, so that it can be put again after something else was answered. */
  question?: string | undefined;
}

export interface Source {
  by: 'customer';
  messageId: string;
}

/** What the agent may do with bookings: of this customer alone, in the transaction that sends the answer. */
export interface BookingTools {
  readProfile: (db: Queryable) => Promise<BusinessProfile>;
  readTimeZone: (db: Queryable) => Promise<string>;
  /** The booking that the customer is in the middle of or has ahead of them. */
  findCurrent: (
    db: Queryable,
    customer: { conversationId: string; customerId: string; channel: string },
  ) => Promise<Booking | undefined>;
  read: (db: Queryable, id: string) => Promise<Booking>;
  begin: (
    tx: Transaction,
    customer: { conversationId: string; customerId: string; channel: string },
  ) => Promise<string>;
  fill: (
    tx: Transaction,
    id: string,
    facts: SomeFacts,
    source: Source,
  ) => Promise<{ problems: { fact: FactName; message: string }[] }>;
  amend: (tx: Transaction, id: string, facts: SomeFacts, source: Source) => Promise<unknown>;
  hold: (tx: Transaction, id: string) => Promise<string>;
  cancellationTerms: (db: Queryable, id: string) => Promise<CancellationTerms>;
  cancel: (tx: Transaction, id: string, reason: string) => Promise<CancellationTerms>;
  /** What moving to this start would cost; CONFLICT with the reason where it cannot be. */
  moveFee: (db: Queryable, id: string, start: { date: string; time: string }) => Promise<number>;
  move: (tx: Transaction, id: string, start: { date: string; time: string } & Source) => Promise<number>;
  /** The starts of a day at which so many guests can still be served. */
  listFreeTimes: (db: Queryable, date: string, guests: number, exceptBooking?: string) => Promise<string[]>;
  /** Whether customers get a link to pay by, or staff sends them the details. */
  hasPaymentLink: boolean;
  readMemory: (db: Queryable, id: string) => Promise<TalkMemory>;
  writeMemory: (tx: Queryable, id: string, memory: TalkMemory) => Promise<void>;
}
