import type { Transaction } from '../../database/database.ts';
import type { BookingDeps } from '../booking-deps.ts';
import type { createSettlePayment } from '../settle-payment.ts';
import type { PaymentProvider } from './payment-provider.ts';

/** What payments need beside what bookings need. */
export interface PaymentDeps extends Pick<BookingDeps, 'db' | 'clock' | 'newId'> {
  provider: PaymentProvider;
  settle: ReturnType<typeof createSettlePayment>;
  /** Says something to the customer in their conversation. */
  sendMessage: (tx: Transaction, message: CustomerMessage) => Promise<void>;
  /** Asks a person to look at the conversation. */
  askForPerson: (tx: Transaction, request: { conversationId: string; detail: string }) => Promise<void>;
}

export interface CustomerMessage {
  conversationId: string;
  content: string;
  /** The booking that can be put into a calendar. */
  bookingId?: string;
}
