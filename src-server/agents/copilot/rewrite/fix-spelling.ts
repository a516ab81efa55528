/** What a spelling check needs to know of the language and of the business. */
export interface SpellingDeps {
  /** Whether a word is written like this, whoever writes it. */
  isWord: (word: string) => boolean;
  /** Words of the business that no dictionary has, of these. */
  findKnownWords: (words: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Every word that is one slip of the fingers away. */
  oneSlipAway: (word: string) => string[];
}

const WORD = /(?<![\p{L}\p{N}@#/._-])\p{L}[\p{L}'’]*(?![\p{L}\p{N}@/_-]|\.\p{L})/gu;
/** Longer texts are checked as far as this many different unknown words: each costs some hundred look-ups. */
const MOST_WORDS = 60;
const SHORTEST = 3;

/** What is typed wrong so often that its correction is no guess. */
const OFTEN: Readonly<Record<string, string>> = {
  teh: 'the',
  adn: 'and',
  taht: 'that',
  alot: 'a lot',
  recieve: 'receive',
  recieved: 'received',
  definately: 'definitely',
  seperate: 'separate',
  seperately: 'separately',
  tommorow: 'tomorrow',
  tommorrow: 'tomorrow',
  tomorow: 'tomorrow',
  untill: 'until',
  occured: 'occurred',
  wich: 'which',
  becuase: 'because',
  thier: 'their',
  freind: 'friend',
  accomodate: 'accommodate',
  adress: 'address',
  beleive: 'believe',
  calender: 'calendar',
  cancelation: 'cancellation',
  convinient: 'convenient',
  neccessary: 'necessary',
  occassion: 'occasion',
  recomend: 'recommend',
  resturant: 'restaurant',
  truely: 'truly',
  wierd: 'weird',
  dont: "don't",
  doesnt: "doesn't",
  didnt: "didn't",
  cant: "can't",
  isnt: "isn't",
  arent: "aren't",
  wasnt: "wasn't",
  couldnt: "couldn't",
  wouldnt: "wouldn't",
  shouldnt: "shouldn't",
  youre: "you're",
  theyre: "they're",
  thats: "that's",
  im: "I'm",
  ive: "I've",
  thankyou: 'thank you',
  plese: 'please',
  pleasse: 'please',
};

/**
 * Corrects what is surely mistyped: the usual slips, doubled words, spaces before commas, capitals at the start, and
 * words that no dictionary has where exactly one word is a slip away. What could be a name, or could mean two things,
 * stays: a wrong correction is worse than a slip. Undefined when nothing was found.
 */
export async function fixSpelling(text: string, deps: SpellingDeps): Promise<string | undefined> {
  const wrong = await findWrong(text, deps);
  const fixed = text
    .replace(WORD, (word) => wrong.get(word) ?? word)
    .replace(/(?<![\p{L}\p{N}])(?!had |that )(\p{L}{2,}) \1(?![\p{L}\p{N}'’])/giu, '$1')
    .replace(/ +([,;])(?=\p{L})/gu, '$1 ')
    .replace(/ +([,;!?]|\.(?!\d))/g, '$1')
    .replace(/(?<=[^\s])[ \t]{2,}(?=\S)/g, ' ')
    .replace(/(?<![\p{L}\p{N}'’])i(?=['’](?:m|ve|ll|d)\b|(?![\p{L}\p{N}'’.-]))/gu, 'I')
    .replace(/(^|[.!?]\s+|\n\s*)(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
  return fixed === text ? undefined : fixed;
}

async function findWrong(text: string, deps: SpellingDeps): Promise<Map<string, string>> {
  const unknown = [...new Set(text.match(WORD) ?? [])].filter(
    (word) =>
      OFTEN[word.toLowerCase()] !== undefined ||
      (word.length >= SHORTEST && word === word.toLowerCase() && !deps.isWord(word)),
  );
  const known = await deps.findKnownWords(unknown);
  const wrong = new Map<string, string>();
  for (const word of unknown.slice(0, MOST_WORDS)) {
    const often = OFTEN[word.toLowerCase()];
    const meant = often ?? (known.has(word) ? undefined : await onlyWordMeant(word, deps));
    if (meant !== undefined) wrong.set(word, /^\p{Lu}/u.test(word) ? meant[0]?.toUpperCase() + meant.slice(1) : meant);
  }
  return wrong;
}

/** The one word that is a slip away; of several, one of which the business writes itself. */
async function onlyWordMeant(word: string, deps: SpellingDeps): Promise<string | undefined> {
  if (word.length < 5) return undefined;
  const near = deps.oneSlipAway(word);
  const words = near.filter((one) => one.length >= SHORTEST && deps.isWord(one));
  const candidates = words.length > 0 ? words : near;
  const ofBusiness = await deps.findKnownWords(candidates);
  const best = words.length === 1 ? words : candidates.filter((one) => ofBusiness.has(one));
  return best.length === 1 ? best[0] : undefined;
}
