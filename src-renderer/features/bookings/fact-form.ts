import { BookingFacts, type FactName, type SomeFacts } from '#contract/bookings.ts';

/** What the form's fields hold: text or a number as typed, `''` where nothing is known. */
export type FactFields = Record<Exclude<FactName, 'proteins' | 'addOns'>, string | number> & {
  proteins: Record<string, number>;
  addOns: Record<string, number>;
};

/** A number field gives text while it is being typed, such as `36.` on the way to `36.5`. */
const NUMBERS: ReadonlySet<string> = new Set(['adults', 'children', 'infants', 'miles']);

export function toFields(facts: SomeFacts): FactFields {
  return {
    date: facts.date ?? '',
    time: facts.time ?? '',
    adults: facts.adults ?? '',
    children: facts.children ?? '',
    infants: facts.infants ?? '',
    address: facts.address ?? '',
    miles: facts.miles ?? '',
    allergies: facts.allergies ?? '',
    name: facts.name ?? '',
    phone: facts.phone ?? '',
    email: facts.email ?? '',
    notes: facts.notes ?? '',
    proteins: facts.proteins ?? {},
    addOns: facts.addOns ?? {},
  };
}

/**
 * The facts that differ from what is known, checked by the contract. A field that was emptied stays as it was: what
 * is known of a party is corrected, never taken away.
 */
export function readFields(
  fields: FactFields,
  before: SomeFacts,
): { facts: SomeFacts; problems: Partial<Record<FactName, string>> } {
  const known = toFields(before);
  const changed = Object.entries(fields)
    .map(([name, value]) => [name, NUMBERS.has(name) && value !== '' ? Number(value) : value] as const)
    .filter(([name, value]) => value !== '' && JSON.stringify(value) !== JSON.stringify(known[name as FactName]));
  const parsed = BookingFacts.partial().safeParse(Object.fromEntries(changed));
  if (parsed.success) return { facts: parsed.data, problems: {} };
  return { facts: {}, problems: problemsOf(parsed.error.issues.map(({ path, message }) => ({ path, message }))) };
}

/** The fields on top of what others changed meanwhile: where this person typed something, it stays. */
export function rebased(fields: FactFields, before: SomeFacts, now: SomeFacts): FactFields {
  const known = toFields(before);
  const typed = Object.entries(fields).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name as FactName]),
  );
  return { ...toFields(now), ...Object.fromEntries(typed) };
}

/** Messages by field, from the contract's issues or from the server's (`facts.date`). */
export function problemsOf(
  issues: readonly { path: readonly PropertyKey[] | string; message: string }[],
): Partial<Record<FactName, string>> {
  const entries = issues.map(({ path, message }) => {
    const parts = typeof path === 'string' ? path.split('.') : path.map(String);
    return [parts.find((part) => part in BookingFacts.shape) ?? 'notes', message];
  });
  return Object.fromEntries(entries);
}
