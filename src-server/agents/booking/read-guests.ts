/** Who comes, as far as a text says it. `total` is a number of guests whose ages it does not tell. */
export interface Guests {
  adults?: number;
  children?: number;
  infants?: number;
  total?: number;
}

export interface Ages {
  /** Of those who pay the children's price; both included. */
  childFrom: number;
  childTo: number;
}

const WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const TEENS: Record<string, number> = {
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const NUMBER_WORDS: Record<string, number> = {
  ...Object.fromEntries(WORDS.map((word, value) => [word, value])),
  ...TEENS,
};

const KIDS = '(?:kids?|child(?:ren)?|little ones?|minors?)';
const INFANTS = '(?:toddlers?|bab(?:y|ies)|infants?)';
const ADULTS = '(?:adults?|grown[- ]?ups?)';
const ANYBODY = '(?:people|persons?|guests?|ppl|pax|of us|attendees|heads)';

/** Reads guest counts as customers write them: "15 adults and 5 kids", "a party of twelve", "20 of us, 4 kids under 6". */
export function readGuests(text: string, ages: Ages): Guests {
  const plain = withDigits(text.toLowerCase());
  const guests: Guests = {};
  const adults = count(plain, ADULTS);
  if (adults !== undefined) guests.adults = adults;
  const infants = count(plain, INFANTS);
  const kids = readKids(plain, ages);
  if (kids.children !== undefined) guests.children = kids.children;
  if (infants !== undefined || kids.infants !== undefined) guests.infants = (infants ?? 0) + (kids.infants ?? 0);
  if (new RegExp(String.raw`\b(?:no|without(?: any)?|zero) ${KIDS}`).test(plain)) guests.children = 0;

  const total = count(plain, ANYBODY) ?? Number(/\b(?:party|group|family) of (\d{1,4})\b/.exec(plain)?.[1]);
  if (!(total > 0)) return guests;
  if (guests.adults !== undefined) return guests;
  if (guests.children === undefined && guests.infants === undefined) return { total };
  // "20 people including 5 kids" are 15 adults; "20 people and 5 kids" are 25 guests.
  const isWithin = /\b(?:including|incl\.?|of (?:whom|them|which|those)|with|among(?: them)?)\b|\(/.test(plain);
  const young = (guests.children ?? 0) + (guests.infants ?? 0);
  return { ...guests, adults: isWithin ? Math.max(0, total - young) : total };
}

/** "5 kids", "3 kids under 6" or "2 kids aged 4 and 9": the age decides who eats free and who pays as an adult does not matter here. */
function readKids(plain: string, { childFrom }: Ages): Pick<Guests, 'children' | 'infants'> {
  const all = [
    ...plain.matchAll(new RegExp(String.raw`\b(\d{1,3}) (?:other |small |young |more )?${KIDS}\b([^.;!?]*)`, 'g')),
  ];
  if (all.length === 0) return {};
  let children = 0;
  let infants = 0;
  for (const [, number, after = ''] of all) {
    const kids = Number(number);
    const under = Number(
      /^\s*(?:are |who are |aged? )?(?:under|below|younger than)(?: the age of| age)? (\d{1,2})/.exec(after)?.[1],
    );
    const listed = /^[\s,(]*(?:who are |are |aged?|ages)[\s:]*((?:\d{1,2}(?:\s*(?:,|and|&)\s*)*)+)/.exec(after)?.[1];
    const years = listed?.match(/\d{1,2}/g)?.map(Number) ?? [];
    const young = under <= childFrom ? kids : Math.min(kids, years.filter((year) => year < childFrom).length);
    infants += young;
    children += kids - young;
  }
  return { children, ...(infants > 0 ? { infants } : {}) };
}

function count(plain: string, what: string): number | undefined {
  const found = new RegExp(String.raw`\b(\d{1,4})(?:\s*(?:-|to)\s*(\d{1,4}))? (?:more |other |hungry )?${what}\b`).exec(
    plain,
  );
  // "15 to 20 people": priced for the larger number, which the customer can still lower.
  return found === null ? undefined : Number(found[2] ?? found[1]);
}

/** Number words as digits: "twenty five" is 25, "a dozen" 12, "a couple" 2. */
export function withDigits(text: string): string {
  const names = Object.keys(NUMBER_WORDS).join('|');
  return text
    .replace(/\b(?:(two|three|four) |an? |a half |half a )?dozens?\b(?: of)?/g, (all, many?: string) =>
      String(/half/.test(all) ? 6 : 12 * (NUMBER_WORDS[many ?? 'one'] ?? 1)),
    )
    .replace(/\ba couple(?: of)?\b/g, '2')
    .replace(
      new RegExp(String.raw`\b(${names})(?:[- ](${WORDS.slice(1, 10).join('|')}))?\b`, 'g'),
      (all, first: string, second?: string) => {
        const base = NUMBER_WORDS[first] ?? 0;
        if (second === undefined) return String(base);
        return base >= 20 ? String(base + (NUMBER_WORDS[second] ?? 0)) : all;
      },
    );
}
