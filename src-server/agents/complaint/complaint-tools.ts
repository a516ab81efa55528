import type { BusinessProfile } from '../../contract/business.ts';
import type { Queryable, Transaction } from '../../database/database.ts';

/** A party that this customer booked, as far as a complaint needs it. */
export interface OwnParty {
  bookingId: string;
  /** Of the calendar of the business. */
  date: string | undefined;
  time: string | undefined;
  isOver: boolean;
  guests: number;
  totalCents: number;
  paidCents: number;
  phone: string | undefined;
  email: string | undefined;
}

export interface ComplainingCustomer {
  conversationId: string;
  customerId: string;
  channel: string;
}

/** What the agent may do with bookings: those of this customer alone. */
export interface ComplaintTools {
  readProfile: (db: Queryable) => Promise<BusinessProfile>;
  readTimeZone: (db: Queryable) => Promise<string>;
  /** Confirmed and past ones of the last half year, the latest first. */
  listOwnParties: (db: Queryable, customer: ComplainingCustomer) => Promise<OwnParty[]>;
  /** Has the payment service give a part back, after the commit; false where a person has to send it. */
  refundPart: (tx: Transaction, bookingId: string, amountCents: number) => Promise<boolean>;
}
