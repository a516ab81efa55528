import { matchSpans, type PiiSpan } from './span.ts';
import { isCommonWord, properKind } from './vocabulary.ts';
import { readWords, type Word } from './words.ts';

const STREET_ENDING =
  'st|street|ave|avenue|av|rd|road|blvd|boulevard|dr|drive|ln|lane|ct|court|cir|circle|pl|place|way|pkwy|parkway|ter|terrace|trl|trail|hwy|highway|sq|square|loop|alley|crescent|close|row|route|plaza';
const UNIT = '(?:apt|apartment|suite|ste|unit|floor|fl|room|rm|building|bldg|box|lot|p\\.?\\s?o\\.?\\s?box|po box)';
const STATE =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[A]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]';

/** "12 Elm St", "1420 n. maple grove ave apt 4": a number, up to four words and the ending of a street. */
const US_STREET = new RegExp(
  `(?<![\\p{L}\\p{N}$€£.,-])\\d{1,6}[a-z]?(?:-\\d{1,5})?\\s+(?:[\\p{L}\\p{N}.'’-]+\\s+){1,4}?(?:${STREET_ENDING})\\b\\.?(?:\\s+(?:north|south|east|west|[ns]\\.?[ew]\\.?|[nsew])\\b\\.?)?`,
  'giu',
);
/** "Maple Grove Avenue" without a number, and streets whose ending is part of the word, as in Europe: "Lindenstraße 5". */
const NAMED_STREET =
  /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}.'’-]+\s+){1,3}(?:Street|Avenue|Boulevard|Road|Lane|Parkway|Highway)(?!\p{L})/gu;
const COMPOUND_STREET =
  /(?<![\p{L}\p{N}])\p{L}{3,}(?:stra(?:ß|ss)e|str\.|straat|weg|laan|plein|gasse|allee|platz|gatan|gata|vägen|vegen|veien|vej|gade|katu|kuja|tie|utca|ulica|gränd)\s+\d{1,4}[a-z]?(?![\p{L}\p{N}])/giu;
const UNIT_NUMBER = new RegExp(
  `(?<!\\p{L})${UNIT}\\.?\\s*(?:#|no\\.?|number)?\\s*(?:\\d{1,6}[a-z]?|[a-z]\\d{0,4})(?![\\p{L}\\p{N}])`,
  'giu',
);
const MILITARY =
  /(?<!\p{L})(?:psc|unit|uss|cmr|usns|usnv|usnas|uscgc)\s+[\p{L}\p{N}][^\n?!.]{0,40}?[\s,]+(?:apo|fpo|dpo)\s+(?:aa|ae|ap)\s+\d{5}/giu;
const STATE_ZIP = new RegExp(`(?<!\\p{L})(?:${STATE})\\.?,?\\s+\\d{5}(?:-\\d{4})?(?!\\d)`, 'gu');
const NAMED_ZIP =
  /(?<!\p{L})(?:zip|zip ?code|postal ?code|post ?code)(?:\s+(?:is|code|of))*\s*[:#]?\s*([\p{L}\d][\p{L}\d -]{2,8}\d[\p{L}\d]{0,2})(?![\p{L}\d])/giu;
const CORNER =
  /(?<!\p{L})(?:the )?corner of\s+([^.!?\n]{3,60}?\s+and\s+(?:[\p{L}\p{N}.'’-]+\s?){1,4}?)(?=$|[.!?\n,]|\s+(?:in|at|on|is|was|for|of|by|near|if|last|today|tomorrow|please)\b)/giu;
/** Words after which an address is likely, at the end of what stands before it. */
const CUE =
  /(?:\baddress(?:es)?(?: here| is| are| to(?: the same)?)?|\blive[sd]? (?:at|on)|\blocated (?:at|in|on)|\barrived? at|\bdeliver(?:ed|y)?(?: it)? to|\bsen[dt](?: it| \w+ \w+)? to|\bmeet (?:me|us|you) at|\boffice is (?:at|in)|\breturn to|\btaxi to|\bmove[d]? to|\bit'?s (?:in|at)|\bwe(?:'re| are) at|\bhere they are|\bparty (?:is |will be )?at|\bevent (?:is |will be )?at|\bvenue(?: is| will be)?|\bhost(?:ing|ed)? (?:it )?at)\s*[:;,-]?\s*$/iu;

const CONNECTORS = new Set(
  'de da di del della der den van von la le el los las du des of and st san santa y the no'.split(' '),
);
const PART_OF_ADDRESS = new RegExp(
  `^(?:${STREET_ENDING}|${UNIT.slice(3, -1)}|north|south|east|west|ul|via|rua|rue|calle|avenida|platz|plads|p|o|box|united|republic|islands?|kingdom|states)\\.?$`,
  'iu',
);

/**
 * Finds postal addresses: American ones by their form, others by a house number among words that are no English ones,
 * strongest right behind words such as "address:" or "lives at". From such a core it reaches on over the parts that
 * follow: unit, town, region, postal code, country.
 */
export function findAddresses(text: string): PiiSpan[] {
  const cores = [
    ...matchSpans(text, MILITARY, 'ADDRESS'),
    ...matchSpans(text, US_STREET, 'ADDRESS', (found) => !COUNT.test(found)),
    ...matchSpans(text, NAMED_STREET, 'ADDRESS'),
    ...matchSpans(text, COMPOUND_STREET, 'ADDRESS'),
    ...matchSpans(text, UNIT_NUMBER, 'ADDRESS', (found) => /\d/.test(found)),
    ...matchSpans(text, STATE_ZIP, 'ADDRESS'),
    ...matchSpans(text, NAMED_ZIP, 'ADDRESS', () => true, 1),
    ...matchSpans(text, CORNER, 'ADDRESS'),
  ];
  return [...cores, ...findRuns(text, cores)];
}

/** A number that counts something, so that "20 guests on our way" is no street. */
const COUNT =
  /^\d+\s+(?:\p{L}+\s+){0,2}?(?:people|guests?|persons?|adults?|kids?|children|of|for|to|in|on|at|is|are|and|or|per|hours?|hrs?|min(?:ute)?s?|days?|weeks?|months?|years?|am|pm|dollars?|bucks|miles?|steaks?|chickens?|shrimps?|orders?|tables?|chairs?|plates?|more|less|different|were|was|will|from|with|the|our|your|my|a)\b/iu;

interface Run {
  words: Word[];
  start: number;
  end: number;
}

/** Runs of words and numbers that could be an address, taken when enough in them or before them says that they are. */
function findRuns(text: string, cores: readonly PiiSpan[]): PiiSpan[] {
  return splitRuns(text).flatMap((run): PiiSpan[] => {
    const numbers = run.words.filter((word) => /\d/.test(word.text));
    const names = run.words.filter((word) => word.isWord && isNameLike(word));
    const holdsCore = cores.some((core) => core.start < run.end && core.end > run.start);
    const cued = CUE.test(text.slice(Math.max(0, run.start - 40), run.start));
    const first = run.words[0];
    const houseNumberFirst = first !== undefined && /^\d{1,5}$/.test(first.text);
    const lines = text.slice(run.start, run.end).split('\n').length;
    if (COUNT.test(text.slice(run.start))) return [];
    if (numbers.length === 0 || (names.length === 0 && !holdsCore)) return [];
    if (holdsCore || cued) return [{ start: run.start, end: run.end, type: 'ADDRESS' }];
    const dense = numbers.length >= 2 && names.length >= 2 && (houseNumberFirst || lines > 1);
    return dense ? [{ start: run.start, end: run.end, type: 'ADDRESS' }] : [];
  });
}

function splitRuns(text: string): Run[] {
  const runs: Run[] = [];
  let current: Word[] = [];
  const close = () => {
    while (current.length > 0 && !endsAddress(current.at(-1))) current.pop();
    while (current.length > 0 && !startsAddress(current[0])) current.shift();
    const [first, last] = [current[0], current.at(-1)];
    if (first !== undefined && last !== undefined && current.length > 1)
      runs.push({ words: current, start: first.start, end: last.end });
    current = [];
  };
  for (const word of readWords(text)) {
    if (!belongs(word)) close();
    else current.push(word);
    if (
      !/^[\s,.'’/#()-]{0,5}$/u.test(word.gap) ||
      /\n\s*\n/.test(word.gap) ||
      (/^[.)]\s+\p{Lu}?/u.test(word.gap) && !PART_OF_ADDRESS.test(word.lower))
    )
      close();
  }
  close();
  return runs;
}

function belongs(word: Word): boolean {
  if (!word.isWord) return true;
  return isNameLike(word) || PART_OF_ADDRESS.test(word.lower) || CONNECTORS.has(word.lower) || word.shape === 'upper';
}

function isNameLike(word: Word): boolean {
  const kind = properKind(word.text);
  if (kind === 'time') return false;
  return word.shape === 'capital' || kind === 'place' || !isCommonWord(word.text);
}

function startsAddress(word: Word | undefined): boolean {
  return word !== undefined && !(word.isWord && CONNECTORS.has(word.lower) && word.shape === 'lower');
}

function endsAddress(word: Word | undefined): boolean {
  return word !== undefined && !(word.isWord && CONNECTORS.has(word.lower));
}
