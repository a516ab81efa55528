/** Words that alarms hang on, and that people in distress misspell. */
const TELLING = [
  ...['poisoning', 'vomiting', 'vomited', 'diarrhea', 'diarrhoea', 'nauseous', 'salmonella', 'hospital', 'ambulance'],
  ...['allergic', 'allergy', 'reaction', 'anaphylactic', 'anaphylaxis', 'swelling', 'swollen', 'breathe', 'throat'],
  ...['injured', 'bleeding', 'stitches', 'lawyer', 'attorney', 'lawsuit', 'reporter', 'journalist', 'newspaper'],
] as const;
/** Real words that are one slip away from these: "are you insured" must not be read as "injured". */
const REAL = new Set(
  `insured reported reporters layer layers sawyer blending breeding switches allergies allergen allergens reactions
   hospitals throats lawyers attorneys journalists newspapers dwelling smelling spelling selling creation`.split(/\s+/),
);
const SHORTEST = 5;

/** The text with the telling words spelt as they should be, where one letter is missing, doubled, wrong or swapped. */
export function mendSlips(text: string): string {
  return text.replace(/[a-z]+/gi, (word) => {
    const lower = word.toLowerCase();
    if (lower.length < SHORTEST || REAL.has(lower)) return word;
    return TELLING.find((telling) => telling === lower || isOneSlip(lower, telling)) ?? word;
  });
}

/** Whether one word becomes the other by one letter put in, left out or changed, or by two neighbours swapped. */
function isOneSlip(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const [a, b] = [left.slice(start, left.length - end), right.slice(start, right.length - end)];
  return (
    a.length + b.length <= 1 || (a.length === 1 && b.length === 1) || (a.length === 2 && a[0] === b[1] && a[1] === b[0])
  );
}
