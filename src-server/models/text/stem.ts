/**
 * Porter's stemming algorithm (M. F. Porter, "An algorithm for suffix stripping", 1980), so that "cancelling",
 * "cancelled" and "cancel" are one term. The step numbers are those of the paper. Takes one lower-case word.
 */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  return step5(step4(step3(step2(step1(word)))));
}

const STEP_2: readonly [string, string][] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
];
const STEP_3: readonly [string, string][] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];
const STEP_4: readonly string[] = [
  'al',
  'ance',
  'ence',
  'er',
  'ic',
  'able',
  'ible',
  'ant',
  'ement',
  'ment',
  'ent',
  'ion',
  'ou',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
];

function step1(word: string): string {
  let stemmed = word;
  if (/(ss|i)es$/.test(stemmed)) stemmed = stemmed.slice(0, -2);
  else if (/[^s]s$/.test(stemmed)) stemmed = stemmed.slice(0, -1);

  if (stemmed.endsWith('eed')) {
    if (measure(stemmed.slice(0, -3)) > 0) stemmed = stemmed.slice(0, -1);
  } else {
    const base = /^(.*)(?:ed|ing)$/.exec(stemmed)?.[1];
    if (base !== undefined && hasVowel(base)) stemmed = restoreEnd(base);
  }
  return /y$/.test(stemmed) && hasVowel(stemmed.slice(0, -1)) ? `${stemmed.slice(0, -1)}i` : stemmed;
}

/** After -ed or -ing went: "hop(p)" loses a letter, "fil(e)" and "conflat(e)" get theirs back. */
function restoreEnd(base: string): string {
  if (/(at|bl|iz)$/.test(base)) return `${base}e`;
  if (/([^aeiou])\1$/.test(base) && !/[lsz]$/.test(base)) return base.slice(0, -1);
  return measure(base) === 1 && endsConsonantVowelConsonant(base) ? `${base}e` : base;
}

function step2(word: string): string {
  return replaceSuffix(word, STEP_2);
}

function step3(word: string): string {
  return replaceSuffix(word, STEP_3);
}

function step4(word: string): string {
  const suffix = longestSuffix(word, STEP_4);
  if (suffix === undefined) return word;
  const base = word.slice(0, -suffix.length);
  if (suffix === 'ion' && !/[st]$/.test(base)) return word;
  return measure(base) > 1 ? base : word;
}

function step5(word: string): string {
  let stemmed = word;
  if (stemmed.endsWith('e')) {
    const base = stemmed.slice(0, -1);
    if (measure(base) > 1 || (measure(base) === 1 && !endsConsonantVowelConsonant(base))) stemmed = base;
  }
  return stemmed.endsWith('ll') && measure(stemmed.slice(0, -1)) > 1 ? stemmed.slice(0, -1) : stemmed;
}

function replaceSuffix(word: string, rules: readonly [string, string][]): string {
  const suffix = longestSuffix(
    word,
    rules.map(([from]) => from),
  );
  if (suffix === undefined) return word;
  const base = word.slice(0, -suffix.length);
  const to = rules.find(([from]) => from === suffix)?.[1] ?? suffix;
  return measure(base) > 0 ? base + to : word;
}

function longestSuffix(word: string, suffixes: readonly string[]): string | undefined {
  let longest: string | undefined;
  for (const suffix of suffixes) if (word.endsWith(suffix) && suffix.length > (longest?.length ?? 0)) longest = suffix;
  return longest;
}

/** The word as c and v: y is a vowel after a consonant. */
function shape(word: string): string {
  let result = '';
  for (const letter of word) result += /[aeiou]/.test(letter) || (letter === 'y' && result.endsWith('c')) ? 'v' : 'c';
  return result;
}

/** How many vowel-consonant sequences the word has: the m of the paper. */
function measure(word: string): number {
  return shape(word).match(/v+c+/g)?.length ?? 0;
}

function hasVowel(word: string): boolean {
  return shape(word).includes('v');
}

function endsConsonantVowelConsonant(word: string): boolean {
  return shape(word).endsWith('cvc') && !/[wxy]$/.test(word);
}
