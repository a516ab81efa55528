import { sentences } from '../../../models/text/sentences.ts';

const LINK = /(?:\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.|\bmailto:)[^\s<>"'`)\]}]+/giu;
const DOMAIN =
  /(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}-]+\.)+(?:com|net|org|info|io|co|app|dev|us|uk|ca|de|fr|es|jp|cn|ru|shop|store|xyz|ly|me)\b(?:[/?#][^\s<>"')]*)?/giu;
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;

/** Every address that could be followed or written to, as it is: links, bare domains, e-mail addresses. */
export function addressesIn(text: string): Set<string> {
  const found = [LINK, EMAIL, DOMAIN].flatMap((pattern) => text.match(pattern) ?? []);
  return new Set(found.map((address) => address.replace(/[.,;:!?…]+$/, '')));
}

/** Capitals that date and grammar put there, not a name. */
const NO_NAME =
  /^(?:I|I['’]\p{L}+|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?s?|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t|tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|AM|PM|OK|P\.?S|FAQ)$/u;
const GREETING = /^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\s+/i;

export interface NameContext {
  /** Names of which the record says that they are ones: of customer, staff and business. */
  known: readonly string[];
  /** Whether a word is an ordinary one, so that it may begin a sentence with a capital. */
  isWord: (word: string) => boolean;
}

/** Words that are written as names: with a capital inside a sentence or behind a greeting, or as no ordinary word. */
export function namesIn(text: string, { known, isWord }: NameContext): Set<string> {
  const found = new Set<string>();
  for (const sentence of text.split('\n').flatMap((line) => sentences(line))) {
    const greeted = GREETING.exec(sentence);
    const words = sentence.slice(greeted?.[0].length ?? 0).match(/\p{L}[\p{L}\p{N}'’.-]*/gu) ?? [];
    for (const [index, word] of words.entries()) {
      const plain = word.replace(/['’]s$|[.'’-]+$/u, '');
      const mayBe = index > 0 || greeted !== null || !isWord(plain);
      if (mayBe && /^\p{Lu}/u.test(plain) && !NO_NAME.test(plain)) found.add(plain);
    }
  }
  const written = wordsOf(text);
  for (const name of known.flatMap((one) => [...wordsOf(one)])) if (written.has(name)) found.add(name);
  return found;
}

/** Lower-case and without accents, so that spelling alone makes no other name. */
export function wordsOf(text: string): Set<string> {
  return new Set(
    plainCase(text)
      .match(/\p{L}[\p{L}\p{N}'’.-]*/gu)
      ?.map((word) => word.replace(/['’]s$|[.'’-]+$/u, '')) ?? [],
  );
}

export function plainCase(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
