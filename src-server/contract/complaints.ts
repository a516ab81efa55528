import { z } from 'zod';
import { Id, Timestamp } from './building-blocks.ts';
import { routeFor } from './route.ts';

export const ComplaintSeverity = z.enum(['minor', 'moderate', 'serious']);
export type ComplaintSeverity = z.infer<typeof ComplaintSeverity>;

export const ResolutionKind = z.enum(['apology', 'credit', 'discount', 'refund', 'redo']);
export type ResolutionKind = z.infer<typeof ResolutionKind>;

const Cents = z.number().int().min(0).max(10_000_000);
/** 0: not offered. */
const Percent = z.number().int().min(0).max(100);

/** What the AI may offer for complaints of one severity. */
export const SeverityLimits = z
  .object({
    apology: z.boolean(),
    /** Of the party's price, as a credit for the next party. */
    creditPercent: Percent,
    /** Off the next party. */
    discountPercent: Percent,
    /** Of the party's price, given back. */
    refundPercent: Percent,
    /** The party again, at a day that a person agrees on. */
    redo: z.boolean(),
    /** No credit, discount or refund is ever worth more than this. */
    maximumCents: Cents,
  })
  .refine(
    ({ creditPercent, discountPercent, refundPercent, maximumCents }) =>
      maximumCents > 0 || creditPercent + discountPercent + refundPercent === 0,
    { path: ['maximumCents'], message: 'Say how much a credit, discount or refund may come to at most.' },
  );
export type SeverityLimits = z.infer<typeof SeverityLimits>;

/** Within what the AI may settle complaints. What is not allowed goes to a person, as does everything about safety. */
export const ComplaintLimits = z.object({
  minor: SeverityLimits,
  moderate: SeverityLimits,
  serious: SeverityLimits,
  /** What one customer may be offered in so many days. */
  perCustomer: z.object({ cents: Cents, days: z.number().int().min(1).max(3_650) }),
  /** What all customers may be offered in a month of the calendar. */
  perMonthCents: Cents,
  /** How long a code can be used. */
  codeValidDays: z.number().int().min(1).max(1_095),
});
export type ComplaintLimits = z.infer<typeof ComplaintLimits>;

const CurrentLimits = z.object({
  limits: ComplaintLimits,
  /** 0: nobody has changed the defaults yet. */
  version: z.number().int(),
  updatedAt: Timestamp.nullable(),
});

export const ComplaintOffer = z.object({
  id: Id,
  kind: ResolutionKind,
  percent: z.number().int().nullable(),
  amountCents: z.number().int(),
  currency: z.string(),
  code: z.string().nullable(),
  state: z.enum(['offered', 'granted', 'declined']),
  offeredAt: Timestamp,
  decidedAt: Timestamp.nullable(),
});
export type ComplaintOffer = z.infer<typeof ComplaintOffer>;

export const ComplaintView = z.object({
  id: Id,
  severity: ComplaintSeverity,
  state: z.enum(['collecting', 'offered', 'resolved', 'with_staff']),
  bookingId: Id.nullable(),
  /** `detail`: a number, a picture or an amount, by which a person looks the matter up. */
  facts: z.array(
    z.object({ name: z.enum(['what', 'party', 'detail', 'wants']), text: z.string(), messageId: Id.nullable() }),
  ),
  offers: z.array(ComplaintOffer),
  createdAt: Timestamp,
});
export type ComplaintView = z.infer<typeof ComplaintView>;

export const complaints = {
  limits: routeFor('support')
    .route({ method: 'GET', path: '/complaint-limits', summary: 'Within what the AI may settle complaints' })
    .output(CurrentLimits),
  updateLimits: routeFor('owner')
    .route({ method: 'PUT', path: '/complaint-limits', summary: 'Change the limits; earlier versions are kept' })
    .input(z.object({ limits: ComplaintLimits, expectedVersion: z.number().int() }))
    .output(CurrentLimits),
  examples: routeFor('support')
    .route({
      method: 'POST',
      path: '/complaint-limits/examples',
      summary: 'What the AI could say within such limits, for a party of an example price; nothing is kept',
    })
    .input(z.object({ limits: ComplaintLimits, partyCents: Cents.default(100_000) }))
    .output(z.record(ComplaintSeverity, z.string())),
  ofConversation: routeFor('support')
    .route({ method: 'GET', path: '/conversations/{id}/complaints', summary: 'What was complained of and offered' })
    .input(z.object({ id: Id }))
    .output(z.object({ items: z.array(ComplaintView) })),
};
