import { z } from 'zod';
import { BookingFacts, type FactName, type FactSource, type SomeFacts } from '../contract/bookings.ts';
import type { Party } from './quote.ts';

const Source = z.object({
  by: z.enum(['customer', 'staff']),
  messageId: z.string().nullable(),
  at: z.string(),
});

/** The facts of a party, each with where it came from; the form in which they are stored. */
export const FactLedger = z.partialRecord(BookingFacts.keyof(), z.object({ value: z.unknown(), source: Source }));
export type FactLedger = z.infer<typeof FactLedger>;

/** What a price and a start depend on, in the order in which it is asked for. Food can be chosen later. */
const NEEDED_FOR_QUOTE = ['date', 'time', 'adults', 'address', 'name', 'phone'] as const satisfies FactName[];

/** The values alone. One that is no longer valid, as the form of facts has changed, counts as not known. */
export function knownFacts(ledger: FactLedger): SomeFacts {
  const entries = Object.entries(ledger).flatMap(([name, fact]) => {
    const parsed = BookingFacts.shape[name as FactName].safeParse(fact?.value);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(entries);
}

export function factSources(ledger: FactLedger): Partial<Record<FactName, FactSource>> {
  return Object.fromEntries(Object.entries(ledger).map(([name, fact]) => [name, fact?.source]));
}

/** The ledger with these facts in place of what was known before. A correction takes the place of what it corrects. */
export function withFacts(ledger: FactLedger, facts: SomeFacts, source: FactSource): FactLedger {
  const added = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { ...ledger, ...Object.fromEntries(added.map(([name, value]) => [name, { value, source }])) };
}

/** What has to be asked for before a price can be told. Either a phone number or an e-mail address will do. */
export function missingFacts(facts: SomeFacts): FactName[] {
  return NEEDED_FOR_QUOTE.filter((name) => {
    if (name === 'phone') return facts.phone === undefined && facts.email === undefined;
    return facts[name] === undefined;
  });
}

/** What the price depends on; figures that nobody gave are none. */
export function partyOf(facts: SomeFacts): Party {
  const { adults = 0, children = 0, infants = 0, proteins = {}, addOns = {}, miles = 0 } = facts;
  return { adults, children, infants, proteins, addOns, miles };
}
