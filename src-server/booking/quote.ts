import type { BusinessProfile } from '../contract/business.ts';
import { AppError } from '../core/errors.ts';

/** What a price depends on. */
export interface Party {
  adults: number;
  /** Of the age that pays the children's price. */
  children: number;
  /** Younger ones, who eat free. */
  infants: number;
  /** Portions by the protein's key. */
  proteins: Readonly<Record<string, number>>;
  /** How many by the add-on's key: guests for one that is sold by guest, orders for the others. */
  addOns: Readonly<Record<string, number>>;
  /** From the business's base by road. */
  miles: number;
}

export interface QuoteLine {
  key: string;
  label: string;
  quantity: number;
  unitCents: number;
  amountCents: number;
}

export interface Quote {
  currency: string;
  lines: QuoteLine[];
  totalCents: number;
  depositCents: number;
  /** What is due on the day of the party. */
  balanceCents: number;
  /** A suggestion that is not part of the total. */
  suggestedGratuityCents: number;
}

/**
 * The price of a party, to the cent, from the business's own figures: guests, premium proteins and add-ons, raised to
 * the minimum order where they come to less, then travel. Refused with BAD_INPUT where a figure makes no sense or is
 * beyond what the business takes.
 */
export function quoteParty(profile: BusinessProfile, party: Party): Quote {
  refuseUnservable(profile, party);
  const { prices, travel } = profile;
  const food = [
    line('adults', 'Adults', party.adults, prices.adultCents),
    line('children', `Children, ${prices.childAges.from} to ${prices.childAges.to}`, party.children, prices.childCents),
    line('infants', `Children under ${prices.freeUnderAge}`, party.infants, 0),
    ...chosen(party.proteins, profile.proteins, 'protein').map(([one, count]) =>
      line(one.key, `${one.name}, upgrade`, one.upgradeCents === 0 ? 0 : count, one.upgradeCents),
    ),
    ...chosen(party.addOns, profile.addOns, 'add-on').map(([one, count]) =>
      line(one.key, one.name, count, one.priceCents),
    ),
  ].filter((one) => one.quantity > 0);
  const foodCents = sum(food);
  const missingCents = Math.max(0, prices.minimumOrderCents - foodCents);
  const paidMiles = Math.max(0, Math.ceil(party.miles) - travel.freeMiles);
  const lines = [
    ...food,
    ...(missingCents > 0 ? [line('minimum', 'Up to the minimum order', 1, missingCents)] : []),
    ...(paidMiles > 0
      ? [line('travel', `Travel beyond ${travel.freeMiles} miles`, paidMiles, travel.centsPerMileAfter)]
      : []),
  ];
  const totalCents = sum(lines);
  const { amountCents, countsTowardsTotal } = profile.deposit;
  const depositCents = countsTowardsTotal ? Math.min(amountCents, totalCents) : amountCents;
  return {
    currency: profile.currency,
    lines,
    totalCents,
    depositCents,
    balanceCents: countsTowardsTotal ? totalCents - depositCents : totalCents,
    suggestedGratuityCents: Math.round((foodCents * prices.suggestedGratuityPercent) / 100),
  };
}

/** How many people eat, whether they pay or not. */
export function guestCount(party: Pick<Party, 'adults' | 'children' | 'infants'>): number {
  return party.adults + party.children + party.infants;
}

function refuseUnservable(profile: BusinessProfile, party: Party): void {
  const counts = [
    party.adults,
    party.children,
    party.infants,
    ...Object.values(party.proteins),
    ...Object.values(party.addOns),
  ];
  if (counts.some((count) => !Number.isSafeInteger(count) || count < 0))
    throw new AppError('BAD_INPUT', 'Guests, proteins and add-ons are counted in whole numbers from 0 up.');
  const guests = guestCount(party);
  if (guests === 0) throw new AppError('BAD_INPUT', 'A party needs at least one guest.');
  if (guests > profile.events.largestParty)
    throw new AppError(
      'BAD_INPUT',
      `The largest party is ${profile.events.largestParty} guests; this one has ${guests}. A person can look into more.`,
    );
  if (!Number.isFinite(party.miles) || party.miles < 0)
    throw new AppError('BAD_INPUT', 'The distance is a number of miles from 0 up.');
  if (party.miles > profile.travel.farthestMiles)
    throw new AppError(
      'BAD_INPUT',
      `The address is ${Math.ceil(party.miles)} miles from ${profile.travel.base}; chefs travel ${profile.travel.farthestMiles} miles at most.`,
    );
}

function chosen<T extends { key: string }>(
  counts: Readonly<Record<string, number>>,
  offered: readonly T[],
  what: string,
): [T, number][] {
  const unknown = Object.keys(counts).find((key) => !offered.some((one) => one.key === key));
  if (unknown !== undefined) throw new AppError('BAD_INPUT', `There is no ${what} “${unknown}” on the menu.`);
  return offered.map((one) => [one, counts[one.key] ?? 0]);
}

function line(key: string, label: string, quantity: number, unitCents: number): QuoteLine {
  return { key, label, quantity, unitCents, amountCents: quantity * unitCents };
}

function sum(lines: readonly QuoteLine[]): number {
  return lines.reduce((total, one) => total + one.amountCents, 0);
}
