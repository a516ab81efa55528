import { z } from 'zod';
import { Timestamp } from './building-blocks.ts';
import { routeFor } from './route.ts';

const Cents = z.number().int().min(0).max(10_000_000);
const Percent = z.number().min(0).max(100);
/** Names a choice in data, and stays the same when its label changes. */
const Key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'A key is made of small letters, digits and underscores.');
const Label = z.string().trim().min(1).max(80);

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
export type Weekday = z.infer<typeof Weekday>;

/** A time of day in the business's time zone: `18:00`. */
export const LocalTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'A time looks like 18:00.');

/** A day in the business's time zone: `2027-03-05`. */
export const LocalDate = z.iso.date('A day looks like 2027-03-05.');

/** What the business sells and by which rules. Every price, date and refund that a customer is told is computed from it. */
export const BusinessProfile = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  contact: z.object({ phone: z.string().max(40), email: z.string().max(200), website: z.string().max(200) }),
  officeHours: z.array(z.object({ days: z.array(Weekday).min(1), opens: LocalTime, closes: LocalTime })).max(14),
  events: z.object({
    days: z.array(Weekday).min(1),
    startTimes: z.array(LocalTime).min(1).max(24),
    /** Days on which nobody cooks, such as holidays. */
    closedDates: z.array(LocalDate).max(400).default([]),
    minimumNoticeHours: z.number().int().min(0).max(8_760),
    bookableMonthsAhead: z.number().int().min(1).max(36),
    durationMinutes: z.number().int().min(15).max(1_440),
    guestsPerChef: z.number().int().min(1).max(1_000),
    chefsPerStartTime: z.number().int().min(1).max(100),
    largestParty: z.number().int().min(1).max(10_000),
  }),
  prices: z.object({
    adultCents: Cents,
    childCents: Cents,
    /** Both ages included; who is younger eats free. */
    childAges: z.object({ from: z.number().int().min(0), to: z.number().int().max(21) }),
    freeUnderAge: z.number().int().min(0),
    /** What food and add-ons come to at least; travel does not count towards it. */
    minimumOrderCents: Cents,
    taxIncluded: z.boolean(),
    suggestedGratuityPercent: Percent,
  }),
  travel: z.object({
    base: Label,
    freeMiles: z.number().int().min(0),
    centsPerMileAfter: Cents,
    farthestMiles: z.number().int().min(0),
    /** How far the places are that customers name in their addresses. For others a person looks the distance up. */
    places: z
      .array(z.object({ name: Label, miles: z.number().int().min(0) }))
      .max(2_000)
      .default([]),
  }),
  deposit: z.object({
    amountCents: Cents,
    countsTowardsTotal: z.boolean(),
    /** How long chefs are kept free for somebody who is about to pay. */
    holdMinutes: z.number().int().min(30).max(10_080),
  }),
  rescheduling: z.object({
    /** How often a party may be moved for free, with at least `freeDaysAhead` days' notice. */
    freeChanges: z.number().int().min(0),
    freeDaysAhead: z.number().int().min(0),
    feeCents: Cents,
    /** Later than this before the party, a change of date is a cancellation. */
    latestHours: z.number().int().min(0),
  }),
  /** Until how many hours before the party guests can still be added or taken away. */
  finalGuestCountHours: z.number().int().min(0),
  proteinsPerAdult: z.number().int().min(0).max(10),
  proteinsPerChild: z.number().int().min(0).max(10),
  proteins: z.array(z.object({ key: Key, name: Label, upgradeCents: Cents })).max(60),
  addOns: z.array(z.object({ key: Key, name: Label, priceCents: Cents, per: z.enum(['guest', 'order']) })).max(60),
  /** By days of notice, most first; the last begins at 0. */
  refunds: z
    .array(
      z.object({
        daysAhead: z.number().int().min(0),
        refundPercent: Percent,
        /** Of what was paid, taken off the refund. */
        processingFeePercent: Percent,
      }),
    )
    .min(1)
    .max(20)
    .refine(
      (rules) =>
        rules.at(-1)?.daysAhead === 0 &&
        rules.every((rule, index) => index === 0 || rule.daysAhead < (rules[index - 1]?.daysAhead ?? 0)),
      'List the refund rules from the most days of notice down to 0.',
    ),
});
export type BusinessProfile = z.infer<typeof BusinessProfile>;

export const business = {
  get: routeFor('support')
    .route({ method: 'GET', path: '/business', summary: 'What the business sells and by which rules' })
    .output(z.object({ profile: BusinessProfile, version: z.number().int(), updatedAt: Timestamp.nullable() })),
  update: routeFor('owner')
    .route({ method: 'PUT', path: '/business', summary: 'Change prices, times and rules; earlier versions are kept' })
    .input(z.object({ profile: BusinessProfile, expectedVersion: z.number().int() }))
    .output(z.object({ profile: BusinessProfile, version: z.number().int(), updatedAt: Timestamp.nullable() })),
};
