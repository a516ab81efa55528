import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import nlp from 'compromise';
import { z } from 'zod';
import { NAMES_FIRST } from './name-words.ts';

/** What a lexicon says a word is when it is a name of something. */
export type ProperKind = 'given_name' | 'surname' | 'place' | 'organization' | 'time' | 'people';

interface Dictionary {
  /** Words that are written in lower case. */
  common: Set<string>;
  /** Words that are only written with a capital: Christmas, Japanese, Sacramento, Grace. In lower case here. */
  proper: Set<string>;
}

/** Words of this trade, of chats, of payment and of feasts that are in no dictionary, or in it as proper words alone. */
const TRADE_WORDS = new Set(
  `ai airbnb broadway amex appt appts applepay asap backyards bday bbq byob cashapp costco covid doordash eta etsy evite
  facebook faq fb filet gf gmail google googlepay hoa ig insta instagram ipad iphone mignon miso nigiri nutfree
  opentable paypal ponzu rsvp shrimps tempura thx tiktok togarashi uber ubereats venmo vrbo wagyu whatsapp wifi
  yakisoba yakitori yelp yuzu zelle zoom gyoza mahi udon soba panko sriracha kids kiddos mastercard hotspot lyft
  tesla online signup login app apps chatbot bot email emails website voicemail url pin id ok okay lol omg btw fyi
  pls plz gonna wanna gotta kinda lemme dunno aint cant dont wont isnt didnt doesnt wouldnt couldnt shouldnt wasnt
  arent havent hasnt im ive ill id youre youve theyre thats whats hows wheres whos lets heres theres tmrw tonite ur
  hey hi hiya yo yup nope nah yeah yay aww wow oops xmas christmas easter thanksgiving hanukkah ramadan diwali eid
  british muslim muslims christian jewish hindu buddhist catholic`
    .trim()
    .split(/\s+/),
);
/** Short words, which the dictionary spells out only in part, and what a pronoun or verb is shortened with. */
const SHORT_WORD =
  /^(?:\p{L}|a[hmnst]|b[ey]|d[ou]|go|h[aei]|i[fnst]|m[aey]|no|o[fhknr]|pm|so|to|u[hmps]|us|we|nd|rd|th|ii|iii|iv|jr|sr|tv|uk|usa?|atms?|dj|etc|vs)$/u;
const CONTRACTION =
  /^(?:i|you|he|she|it|we|they|that|this|there|here|what|who|where|when|how|let|c|y)'\p{L}{1,3}$|n't$/u;

let loaded: Dictionary | undefined;
let kinds: Map<string, ProperKind> | undefined;
let functionWords: Set<string> | undefined;

/** Read when first needed: a tenth of a second and some megabytes that a process which scrubs nothing does not spend. */
function dictionary(): Dictionary {
  if (loaded !== undefined) return loaded;
  const home = dirname(createRequire(import.meta.url).resolve('dictionary-en'));
  const [, ...entries] = readFileSync(join(home, 'index.dic'), 'utf8').split('\n');
  const common = new Set<string>(TRADE_WORDS);
  const proper = new Set<string>();
  for (const entry of entries) {
    const [word = ''] = entry.split('/');
    if (word === '') continue;
    if (word === word.toLowerCase() && !NAMES_FIRST.has(word)) common.add(word);
    else proper.add(word.toLowerCase());
  }
  loaded = { common, proper };
  return loaded;
}

/** Endings of English words, and what stood in their place before. */
const ENDINGS: readonly (readonly [ending: string, ...before: string[]])[] = [
  ...[
    "'s",
    "s'",
    "'",
    's',
    'd',
    'r',
    'rs',
    'st',
    'ly',
    'ness',
    'ment',
    'ments',
    'less',
    'ful',
    'th',
    'n',
    "'ll",
    "'d",
    "'re",
    "'ve",
  ].map((ending) => [ending, ''] as const),
  ...['es', 'ed', 'er', 'ers', 'est', 'able', 'ing', 'ings', 'ion', 'ions'].map((ending) => [ending, '', 'e'] as const),
  ...['ies', 'ied', 'iest', 'ier', 'iers', 'ily', 'iness'].map((ending) => [ending, 'y'] as const),
];
const DOUBLED = /([b-df-hj-np-tv-z])\1(?:ed|er|ers|ing|est)$/;

/** What was found out about words lately: texts use the same few thousand again and again. */
const judged = new Map<string, boolean>();
const MOST_JUDGED = 10_000;

/** Whether a word is an ordinary English one, in any of its forms. Names that are words too (Rose, Will) are ordinary. */
export function isCommonWord(word: string): boolean {
  const known = judged.get(word);
  if (known !== undefined) return known;
  if (judged.size >= MOST_JUDGED) judged.clear();
  const isCommon = judgeWord(word);
  judged.set(word, isCommon);
  return isCommon;
}

function judgeWord(word: string): boolean {
  const { common } = dictionary();
  const lower = word.toLowerCase().replace(/’/g, "'");
  if (common.has(lower) || SHORT_WORD.test(lower) || isContraction(lower)) return true;
  if (isFunctionWord(lower)) return true;
  if (isProperWord(lower)) return false;
  if (lower.includes('-')) return lower.split('-').every((part) => part === '' || isCommonWord(part));
  const stems = ENDINGS.flatMap(([ending, ...before]) =>
    lower.endsWith(ending) ? before.map((letter) => lower.slice(0, -ending.length) + letter) : [],
  );
  stems.push(lower.replace(DOUBLED, '$1'));
  if (stems.some((stem) => stem.length > 2 && common.has(stem))) return true;
  const prefix = /^(?:un|re|non|pre|in|dis|over|mis)(?=\p{L}{3})/u.exec(lower);
  return prefix !== null && common.has(lower.slice(prefix[0].length));
}

/** "I'm", "let's", "don't", in lower case: what no name is written like. */
export function isContraction(lower: string): boolean {
  return CONTRACTION.test(lower.replace(/’/g, "'"));
}

/** Whether English writes the word only with a capital: a person, a place, a brand, a holiday. */
export function isProperWord(word: string): boolean {
  return dictionary().proper.has(word.toLowerCase().replace(/['’]s$/, ''));
}

const KIND_OF_TAG: Readonly<Record<string, ProperKind>> = {
  MaleName: 'given_name',
  FemaleName: 'given_name',
  FirstName: 'given_name',
  LastName: 'surname',
  City: 'place',
  Country: 'place',
  Region: 'place',
  Place: 'place',
  Organization: 'organization',
  SportsTeam: 'organization',
  Month: 'time',
  WeekDay: 'time',
  Date: 'time',
  Holiday: 'time',
  Demonym: 'people',
};
const SMALL = new Set(
  'Pronoun Verb Copula Modal Possessive Reflexive Determiner Preposition Conjunction QuestionWord Negative Adverb PastTense PresentTense Comparative Superlative Gerund Participle Expression'.split(
    ' ',
  ),
);
const Lexicon = z.object({
  one: z.object({ lexicon: z.record(z.string(), z.union([z.string(), z.array(z.string())])) }),
});

/** What the lexicon of compromise knows a proper word or phrase as. */
export function properKind(word: string): ProperKind | undefined {
  kinds ??= readKinds();
  return kinds.get(word.toLowerCase().replace(/['’]s$/, ''));
}

/** "has", "was", "yours": the lexicon knows the small words that the dictionary leaves out. */
function isFunctionWord(word: string): boolean {
  functionWords ??= new Set(
    readLexicon().flatMap(([entry, tags]) => (tags.some((tag) => SMALL.has(tag)) ? [entry] : [])),
  );
  return functionWords.has(word);
}

function readLexicon(): [string, string[]][] {
  return Object.entries(Lexicon.parse(nlp.model()).one.lexicon).map(([word, tags]) => [word, [tags].flat()]);
}

function readKinds(): Map<string, ProperKind> {
  const read = new Map<string, ProperKind>();
  for (const [word, tags] of readLexicon()) {
    const kind = tags.map((tag) => KIND_OF_TAG[tag]).find((one) => one !== undefined);
    if (kind !== undefined) read.set(word, kind);
  }
  return read;
}
