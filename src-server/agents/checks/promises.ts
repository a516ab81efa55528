import { terms, words } from '../../models/text/words.ts';

/** What may hurt somebody, or binds the business: said only when a source says it, and with the same yes or no. */
const BINDING = new Set(
  terms(`allergy allergen allergic gluten nut nuts peanut peanuts dairy lactose egg eggs shellfish sesame soy soya
    celiac vegan vegetarian halal kosher safe contaminate contamination refund refundable cancel cancellation deposit
    guarantee insured insurance licensed warranty waive waived waiver discount compensation compensate free
    complimentary liable liability exchange voucher`),
);
/** What costs the business something is only given for what the source gives it for. */
const GIFTS = new Set(terms('free discount compensation compensate voucher waive waived waiver'));
const NEGATIONS = new Set(
  `no not never without non cannot cant dont isnt arent wont neither nor none fewer except nobody nothing
  forfeited lose loses lost excluded unable t`.split(/\s+/),
);

/** Words of which one in an answer and another in its source mean that the source speaks of something else. */
const OPPOSITES: readonly (readonly string[])[] = [
  ['adult', 'child', 'infant', 'senior'],
  ['weekday', 'weekend'],
  ['lunch', 'dinner'],
  ['minimum', 'maximum'],
  ['before', 'after'],
];
const SAME: Readonly<Record<string, string>> = {
  kids: 'child',
  kid: 'child',
  children: 'child',
  adults: 'adult',
  grownups: 'adult',
  toddlers: 'infant',
  toddler: 'infant',
  infants: 'infant',
  baby: 'infant',
  babies: 'infant',
  seniors: 'senior',
  weekdays: 'weekday',
  weekends: 'weekend',
};

/** The stems of what a text says on allergies and policy. */
export function bindingTerms(text: string): string[] {
  return [...new Set(terms(spelled(text)))].filter((term) => BINDING.has(term));
}

/** Whether a source that has the term speaks of the same: a gift must have one more word in common with it. */
export function speaksOf(term: string, clause: string, source: string): boolean {
  if (!bindingTerms(source).includes(term)) return false;
  if (!GIFTS.has(term)) return true;
  const known = new Set(terms(spelled(source)));
  return terms(spelled(clause)).some((word) => word !== term && known.has(word));
}

/** Whether the text denies something: "no refund", "nut-free", "don't". */
export function isNegated(text: string): boolean {
  return words(spelled(text)).some((word) => NEGATIONS.has(word));
}

/** Whether one speaks of adults and the other of children, and the like. */
export function isOnAnother(text: string, source: string): boolean {
  const said = namesIn(text);
  const known = namesIn(source);
  return OPPOSITES.some((group) => {
    const ours = group.filter((word) => said.has(word));
    const theirs = group.filter((word) => known.has(word));
    return ours.length > 0 && theirs.length > 0 && !ours.some((word) => theirs.includes(word));
  });
}

function namesIn(text: string): Set<string> {
  return new Set(words(text).map((word) => SAME[word] ?? word));
}

const ALLERGENS = 'gluten|wheat|nuts?|peanuts?|dairy|lactose|eggs?|shellfish|fish|sesame|soya?|meat';

/**
 * "nut-free" denies nuts, "free of charge" denies nothing; what is complimentary, or comes at no extra cost, is free;
 * "non-refundable" is no refund.
 */
function spelled(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\bnon-?refundable\b/gi, 'not refund')
    .replace(/\brefundable\b/gi, 'refund')
    .replace(/\bcomplimentary\b/gi, 'free')
    .replace(/\b(?:at |for )?no (?:extra |additional |added )?(?:cost|charge)\b/gi, 'free')
    .replace(new RegExp(`\\b(${ALLERGENS})[- ]free\\b`, 'gi'), 'not $1')
    .replace(new RegExp(`\\bfree (?:of|from) (${ALLERGENS})\\b`, 'gi'), 'not $1');
}
