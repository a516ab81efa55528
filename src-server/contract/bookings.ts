import { z } from 'zod';
import { Id, PageInput, page, Timestamp } from './building-blocks.ts';
import { LocalDate, LocalTime } from './business.ts';
import { routeFor } from './route.ts';

export const BookingStatus = z.enum(['draft', 'quoted', 'awaiting_deposit', 'confirmed', 'completed', 'cancelled']);
export type BookingStatus = z.infer<typeof BookingStatus>;

const Count = z.number().int().min(0).max(10_000);
const Counts = z.record(z.string().max(40), Count);

/** What can be known of a party, each by itself: facts arrive in any order and are corrected at any time. */
export const BookingFacts = z.object({
  date: LocalDate,
  time: LocalTime,
  adults: Count,
  children: Count,
  infants: Count,
  address: z.string().trim().min(1).max(500),
  /** From the business's base by road. */
  miles: z.number().min(0).max(20_000),
  /** Portions by the protein's key. */
  proteins: Counts,
  addOns: Counts,
  /** In the customer's words; "none" when they said that there are none. */
  allergies: z.string().trim().min(1).max(1_000),
  name: z.string().trim().min(1).max(200),
  phone: z.string().trim().min(1).max(40),
  email: z.email().max(200),
  notes: z.string().trim().max(2_000),
});
export type BookingFacts = z.infer<typeof BookingFacts>;
export type FactName = keyof BookingFacts;
/** Those facts that are known, or given. */
export type SomeFacts = { [K in FactName]?: BookingFacts[K] | undefined };

/** Where a fact comes from, so that a person can look it up. */
const FactSource = z.object({
  by: z.enum(['customer', 'staff']),
  /** The customer's message that said so. */
  messageId: Id.nullable(),
  at: Timestamp,
});
export type FactSource = z.infer<typeof FactSource>;

export const QuoteView = z.object({
  currency: z.string(),
  lines: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      quantity: z.number(),
      unitCents: z.number().int(),
      amountCents: z.number().int(),
    }),
  ),
  totalCents: z.number().int(),
  depositCents: z.number().int(),
  balanceCents: z.number().int(),
});
export type QuoteView = z.infer<typeof QuoteView>;

export const PaymentView = z.object({
  id: Id,
  provider: z.enum(['stripe', 'manual']),
  purpose: z.enum(['deposit', 'balance', 'reschedule_fee', 'refund']),
  amountCents: z.number().int(),
  status: z.enum(['pending', 'paid', 'failed', 'refunded']),
  checkoutUrl: z.string().nullable(),
  createdAt: Timestamp,
  paidAt: Timestamp.nullable(),
});
export type PaymentView = z.infer<typeof PaymentView>;

export const BookingSummary = z.object({
  id: Id,
  status: BookingStatus,
  conversationId: Id.nullable(),
  customerName: z.string().nullable(),
  customerId: z.string(),
  startsAt: Timestamp.nullable(),
  guests: z.number().int(),
  address: z.string().nullable(),
  totalCents: z.number().int().nullable(),
  chefs: z.number().int(),
  heldUntil: Timestamp.nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type BookingSummary = z.infer<typeof BookingSummary>;

export const Booking = BookingSummary.extend({
  version: z.number().int(),
  facts: BookingFacts.partial(),
  sources: z.partialRecord(BookingFacts.keyof(), FactSource),
  /** What has to be known before a price can be told, in the order in which it is asked for. */
  missing: z.array(BookingFacts.keyof()),
  quote: QuoteView.nullable(),
  payments: z.array(PaymentView),
  rescheduleCount: z.number().int(),
  confirmedAt: Timestamp.nullable(),
  cancelledAt: Timestamp.nullable(),
  cancelReason: z.string().nullable(),
});
export type Booking = z.infer<typeof Booking>;

/** What cancelling would give back, computed from the refund rules. */
export const CancellationTerms = z.object({
  noticeDays: z.number().int().nullable(),
  paidCents: z.number().int(),
  refundCents: z.number().int(),
  processingFeeCents: z.number().int(),
  keptCents: z.number().int(),
});
export type CancellationTerms = z.infer<typeof CancellationTerms>;

/** What moving a party costs, computed from the rescheduling rules. */
export const RescheduleTerms = z.object({
  /** False when it is so late that a move counts as a cancellation. */
  isAllowed: z.boolean(),
  feeCents: z.number().int(),
});
export type RescheduleTerms = z.infer<typeof RescheduleTerms>;

const ById = z.object({ id: Id });
const ByVersion = ById.extend({ expectedVersion: z.number().int() });

export const bookings = {
  list: routeFor('support')
    .route({ method: 'GET', path: '/bookings', summary: 'Bookings, the next party first' })
    .input(
      PageInput.extend({
        status: BookingStatus.optional(),
        from: Timestamp.optional(),
        to: Timestamp.optional(),
        search: z.string().trim().max(200).optional(),
      }),
    )
    .output(page(BookingSummary)),
  calendar: routeFor('support')
    .route({
      method: 'GET',
      path: '/bookings/calendar',
      summary: 'The parties of some weeks, and how many chefs are left',
    })
    .input(z.object({ from: LocalDate, days: z.coerce.number<number>().int().min(1).max(62) }))
    .output(
      z.object({
        timeZone: z.string(),
        chefsPerStart: z.number().int(),
        days: z.array(
          z.object({
            date: LocalDate,
            isOpen: z.boolean(),
            starts: z.array(
              z.object({ time: LocalTime, chefsTaken: z.number().int(), bookings: z.array(BookingSummary) }),
            ),
          }),
        ),
      }),
    ),
  get: routeFor('support')
    .route({ method: 'GET', path: '/bookings/{id}', summary: 'One booking with its facts, quote and payments' })
    .input(ById)
    .output(Booking),
  ofConversation: routeFor('support')
    .route({
      method: 'GET',
      path: '/conversations/{id}/bookings',
      summary: 'The bookings of a conversation, newest first',
    })
    .input(ById)
    .output(z.object({ items: z.array(Booking) })),
  create: routeFor('support')
    .route({ method: 'POST', path: '/bookings', summary: 'Begin a booking for a customer', successStatus: 201 })
    .input(z.object({ conversationId: Id.optional(), facts: BookingFacts.partial() }))
    .output(Booking),
  update: routeFor('support')
    .route({ method: 'PATCH', path: '/bookings/{id}', summary: 'Correct what is known of a party' })
    .input(ByVersion.extend({ facts: BookingFacts.partial() }))
    .output(Booking),
  hold: routeFor('support')
    .route({ method: 'POST', path: '/bookings/{id}/hold', summary: 'Keep chefs free and ask for the deposit' })
    .input(ByVersion)
    .output(Booking),
  markPaid: routeFor('support')
    .route({
      method: 'POST',
      path: '/bookings/{id}/paid',
      summary: 'Record a deposit that arrived outside of the payment service',
    })
    .input(ByVersion)
    .output(Booking),
  cancellationTerms: routeFor('support')
    .route({ method: 'GET', path: '/bookings/{id}/cancellation', summary: 'What cancelling now would give back' })
    .input(ById)
    .output(CancellationTerms),
  cancel: routeFor('support')
    .route({ method: 'POST', path: '/bookings/{id}/cancel', summary: 'Cancel a booking by the refund rules' })
    .input(ByVersion.extend({ reason: z.string().trim().max(500).default('') }))
    .output(Booking),
  rescheduleTerms: routeFor('support')
    .route({ method: 'GET', path: '/bookings/{id}/reschedule', summary: 'What moving the party now would cost' })
    .input(ById)
    .output(RescheduleTerms),
  reschedule: routeFor('support')
    .route({ method: 'POST', path: '/bookings/{id}/reschedule', summary: 'Move a confirmed party to another start' })
    .input(ByVersion.extend({ date: LocalDate, time: LocalTime, waiveFee: z.boolean().default(false) }))
    .output(Booking),
  calendarFile: routeFor('support')
    .route({ method: 'GET', path: '/bookings/{id}/calendar.ics', summary: 'The party as a file for a calendar' })
    .input(ById)
    .output(z.file()),
  ownCalendarFile: routeFor('customer')
    .route({
      method: 'GET',
      path: '/chat/bookings/{id}/calendar.ics',
      summary: 'A party of this conversation as a file for a calendar',
    })
    .input(ById)
    .output(z.file()),
};
