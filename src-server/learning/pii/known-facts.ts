import { matchSpans, type PiiSpan, type PiiType } from './span.ts';

/** What the record says about the customer of a conversation. Found in their texts whatever else is found. */
export interface CustomerFacts {
  names?: readonly string[];
  phones?: readonly string[];
  emails?: readonly string[];
  addresses?: readonly string[];
}

/** Words of names that are ordinary words too are only taken for the customer's name when written like a name. */
const MIN_FUZZY_LENGTH = 5;

/**
 * Finds this very customer's name, phone, e-mail and address, however they are written: with other spacing and
 * punctuation, in any case, without accents, in parts, and with one mistyped letter in words that are long enough.
 */
export function findKnownFacts(text: string, facts: CustomerFacts, isCommonWord: (word: string) => boolean): PiiSpan[] {
  return [
    ...(facts.emails ?? []).flatMap((email) => findSpaced(text, email, 'EMAIL')),
    ...(facts.phones ?? []).flatMap((phone) => findPhone(text, phone)),
    ...(facts.addresses ?? []).flatMap((address) => findAddress(text, address, isCommonWord)),
    ...(facts.names ?? []).flatMap((name) => findName(text, name, isCommonWord)),
  ];
}

/** The letters and digits of a fact in their order, whatever stands between them. */
function findSpaced(text: string, fact: string, type: PiiType): PiiSpan[] {
  const letters = [...fold(fact)].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  if (letters.length < 4) return [];
  const exact = onFolded(
    text,
    new RegExp(`(?<![\\p{L}\\p{N}])${letters.join('[^\\p{L}\\p{N}]{0,3}')}(?![\\p{L}\\p{N}])`, 'gu'),
    type,
  );
  return exact.length > 0 || type !== 'EMAIL' ? exact : findMistypedEmail(text, fact);
}

function findMistypedEmail(text: string, email: string): PiiSpan[] {
  const wanted = fold(email).replace(/[^\p{L}\p{N}]/gu, '');
  return onFolded(text, /[^\s<>()[\]"',;]{5,}(?:\s?[@.]\s?[^\s<>()[\]"',;]+)*/gu, 'EMAIL').filter((span) => {
    const found = fold(text.slice(span.start, span.end)).replace(/[^\p{L}\p{N}]/gu, '');
    return isNear(found, wanted, wanted.length >= 12 ? 2 : 1);
  });
}

/** The last digits of the number, so that it is found with and without the country's code; one digit may be mistyped. */
function findPhone(text: string, phone: string): PiiSpan[] {
  const digits = phone.replace(/\D/g, '').slice(-10);
  if (digits.length < 6) return [];
  return matchSpans(
    text,
    /(?<![\p{L}\p{N}])(?:\+|00)?[\dOo](?:[^\p{L}\p{N}\n]{0,3}[\dOolI]){5,14}(?![\p{L}\p{N}])/gu,
    'PHONE',
    (found) => {
      const given = found.replace(/[Oo]/g, '0').replace(/[lI]/g, '1').replace(/\D/g, '');
      const comparable = given.slice(-digits.length);
      return isNear(comparable, digits, 1) || (given.length >= 7 && digits.endsWith(given));
    },
  );
}

/** The street with its number, and every part of the address that is a word of its own or a number of four digits or more. */
function findAddress(text: string, address: string, isCommonWord: (word: string) => boolean): PiiSpan[] {
  const [street = address] = address.split(',');
  const parts = address
    .split(/[\s,]+/)
    .filter((part) => part.length >= 4 && (/^\d[\d-]*$/.test(part) || !isCommonWord(fold(part))));
  return [
    ...findSpaced(text, address, 'ADDRESS'),
    ...findSpaced(text, street, 'ADDRESS'),
    ...findStreetWithTypos(text, street),
    ...parts.flatMap((part) => findWord(text, part, 'ADDRESS', /\d/.test(part) ? 0 : 1)),
  ];
}

/** The house number followed by the street's first word, mistyped or not, and by what goes on like the street. */
function findStreetWithTypos(text: string, street: string): PiiSpan[] {
  const [number, ...words] = fold(street).split(/\s+/);
  const first = words.find((word) => /\p{L}{3,}/u.test(word));
  if (number === undefined || !/^\d/.test(number) || first === undefined) return [];
  return onFolded(
    text,
    new RegExp(`(?<![\\p{L}\\p{N}])${escaped(number)}(?:\\s+[\\p{L}\\p{N}.'-]+){1,${words.length}}`, 'gu'),
    'ADDRESS',
  ).filter((span) =>
    fold(text.slice(span.start, span.end))
      .split(/\s+/)
      .some((word) => isNear(word, first, first.length >= MIN_FUZZY_LENGTH ? 1 : 0)),
  );
}

function findName(text: string, name: string, isCommonWord: (word: string) => boolean): PiiSpan[] {
  const words = name.split(/[\s,]+/).filter((word) => /\p{L}{2,}/u.test(word));
  const singles = words.flatMap((word) => {
    const ordinary = isCommonWord(fold(word)) || word.length < 3;
    const spans = findWord(text, word, 'NAME', word.length >= MIN_FUZZY_LENGTH && !ordinary ? 1 : 0);
    return spans.filter((span) => {
      const found = text.slice(span.start, span.end);
      if (ordinary) return found[0] !== found[0]?.toLowerCase();
      return fold(found) === fold(word) || !isCommonWord(fold(found));
    });
  });
  return [...findSpaced(text, name, 'NAME'), ...singles];
}

/** Whole words that are the given word with at most `typos` letters wrong, missing, added or swapped. */
function findWord(text: string, word: string, type: PiiType, typos: number): PiiSpan[] {
  const wanted = fold(word);
  return matchSpans(text, /[\p{L}\p{N}\p{M}]+(?:[-][\p{L}\p{N}\p{M}]+)*/gu, type, (found) => {
    const given = fold(found);
    return given === wanted || (typos > 0 && given[0] === wanted[0] && isNear(given, wanted, typos));
  });
}

/** Lower case without accents, letter for letter, so that offsets stay those of the text. */
function fold(text: string): string {
  return [...text]
    .map((letter) => {
      const folded = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return folded.length === letter.length
        ? folded
        : letter.toLowerCase().length === letter.length
          ? letter.toLowerCase()
          : letter;
    })
    .join('');
}

function onFolded(text: string, pattern: RegExp, type: PiiType): PiiSpan[] {
  return matchSpans(fold(text), pattern, type);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
}

/** Whether two words differ by at most `limit` edits: a letter wrong, missing, added, or two neighbours swapped. */
function isNear(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false;
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [beforeLast, last] = [last, row];
  }
  return (last[b.length] ?? 0) <= limit;
}
