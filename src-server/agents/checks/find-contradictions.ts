import { sentences } from '../../models/text/sentences.ts';
import { stem } from '../../models/text/stem.ts';
import { isNumberTerm, terms, words } from '../../models/text/words.ts';
import { clauses, leadsElsewhere, type Passage, toPassages } from './check-support.ts';
import { type Claim, claimsOf, isStated } from './claims.ts';
import { tellingTerms } from './grounding.ts';
import { isNegated, isOnAnother } from './promises.ts';

/** An article's passage, or the question and answer of another example. */
export interface Text {
  title: string;
  text: string;
  /** Whether it answers the very question: then its yes or no is one to that. */
  answersTheSame?: boolean;
}

export interface Contradiction {
  /** Which of the texts says otherwise. */
  source: number;
  /** The sentence of the answer, and the one that says otherwise. */
  ownPassage: string;
  otherPassage: string;
  /** What the two disagree on, for a person. */
  reason: string;
}

/** Of a clause's telling words so many stand in a passage that speaks of the same matter … */
const SAME_MATTER = 0.6;
/** … or so many, where both name the same days, share or amount, or the rest of it stands beside the passage. */
const SAME_CASE = 0.33;
/** So many telling words of the passage's clause stand in question and answer: else it speaks of a case of its own. */
const SAME_SUBJECT = 0.33;
/** So many telling words of the question stand in a text that is about what was asked. */
const SAME_TOPIC = 0.5;
/** A yes against a no counts where both make the same statement: so many of the words of both they have in common. */
const SAME_STATEMENT = 0.6;
/** A longer clause denies a part of what it says, such as its condition. */
const LONGEST_VERDICT_WORDS = 12;
/** What costs something is told by the other words. */
const COSTS = new Set(tellingTerms('price cost charge fee pay amount rate'));

/**
 * Where an answer says something else than texts do that speak of the same: another amount, date, time, share, limit or
 * term, or no where they say yes. What the texts do not speak of contradicts nothing. The same reading of claims and
 * promises as the check of the AI's own answers, asked the other way round.
 */
export function findContradictions(question: string, answer: string, texts: readonly Text[]): Contradiction[] {
  const said = answer.split('\n').flatMap((line) => sentences(line));
  return texts.flatMap(({ title, text, answersTheSame = false }, source) => {
    const opening = answersTheSame ? findOtherOpening(said, toPassages(text)) : undefined;
    if (opening !== undefined) return [{ source, ...opening }];
    if (sharedPart(tellingTerms(question), tellingTerms(`${title} ${text}`)) < SAME_TOPIC) return [];
    const passages = toPassages(text);
    for (const ownPassage of said) {
      const against = findOpposite(question, ownPassage, passages);
      if (against !== undefined) return [{ source, ownPassage, ...against }];
    }
    return [];
  });
}

type Opposite = Pick<Contradiction, 'otherPassage' | 'reason'>;

function findOpposite(question: string, sentence: string, passages: readonly Passage[]): Opposite | undefined {
  const spokenOf = tellingTerms(`${question} ${sentence}`);
  for (const clause of clauses(sentence)) {
    const against = findOtherFigure(question, clause, passages, spokenOf);
    if (against !== undefined) return against;
  }
  return [...new Set([sentence, ...clauses(sentence)])]
    .map((part) => findOtherVerdict(part, passages))
    .find((against) => against !== undefined);
}

const YES = /^\W*(?:yes|yeah|yep|sure|certainly|absolutely|of course|definitely)\b/i;
const NO = /^\W*(?:(?:sorry|unfortunately|i'm afraid)\W+)?(?:no|nope|not at all|unfortunately not)\b/i;

function findOtherOpening(said: readonly string[], passages: readonly Passage[]) {
  const [ownPassage = '', otherPassage = ''] = [said[0], passages[0]?.text];
  const isOther = (YES.test(ownPassage) && NO.test(otherPassage)) || (NO.test(ownPassage) && YES.test(otherPassage));
  return isOther ? { ownPassage, otherPassage, reason: 'One says yes and the other no.' } : undefined;
}

function findOtherFigure(
  question: string,
  clause: string,
  passages: readonly Passage[],
  spokenOf: readonly string[],
): Opposite | undefined {
  const asked = claimsOf(question);
  const claims = claimsOf(clause).filter((claim) => !leadsElsewhere(claim) && !isStated(claim, asked));
  const isSaid = ({ text, claims: known }: Passage) =>
    claims.every((claim) => isStated(claim, known)) && !isOnAnother(clause, text);
  if (claims.length === 0 || passages.some(isSaid)) return undefined;
  const own = tellingTerms(clause).filter((term) => !COSTS.has(term));
  // "It is $45" and "tell us two days ahead" say it of what was asked.
  const matter = own.length > 1 ? own : tellingTerms(`${question} ${clause}`).filter((term) => !COSTS.has(term));
  // "The deposit is $150, paid by card": what is said of it beside the amount may stand in the next sentence.
  const isAllKnown = matter.every((term) => passages.some(({ text }) => tellingTerms(text).includes(term)));
  const named = own.length > 0 ? clause : `${question} ${clause}`;
  for (const { text, claims: known } of passages) {
    const isSameCase = isAllKnown || claims.some((claim) => isStated(claim, known));
    if (sharedPart(matter, tellingTerms(text)) < (isSameCase ? SAME_CASE : SAME_MATTER)) continue;
    if (isOnAnother(named, text) || isOfOtherDays(claims, known)) continue;
    // "Adults (13 and older) are $55": what stands in brackets would tear the statement apart.
    for (const part of clauses(text.replace(/\([^()]*\)/g, ' '))) {
      const parts = tellingTerms(part).filter((term) => !COSTS.has(term));
      if (sharedPart(parts, spokenOf) < SAME_SUBJECT) continue;
      const theirs = claimsOf(part);
      const other = claims.find((claim) => !isStated(claim, known) && theirs.some((one) => areComparable(claim, one)));
      if (other === undefined) continue;
      const against = theirs.filter((one) => areComparable(other, one)).map(({ value }) => value);
      return { otherPassage: text, reason: `They differ: ${[other.value, ...against].join(', ')}.` };
    }
  }
  return undefined;
}

/** Whether two claims answer one question: counts of the same thing, and days of the calendar but not of the week. */
function areComparable(one: Claim, other: Claim): boolean {
  if (one.kind !== other.kind) return false;
  if (one.kind === 'count') return one.of !== undefined && other.of !== undefined && stem(one.of) === stem(other.of);
  return one.kind !== 'date' || (one.value.includes('-') && other.value.includes('-'));
}

/** Whether both name days, and none in common: then each holds on days of its own. */
function isOfOtherDays(one: readonly Claim[], other: readonly Claim[]): boolean {
  const days = (claims: readonly Claim[]) =>
    claims.filter(({ kind, value }) => kind === 'date' && !value.includes('-'));
  return days(one).length > 0 && days(other).length > 0 && !days(one).some((claim) => isStated(claim, days(other)));
}

/** Yes against no, of the statement that is nearest to the answer's. */
function findOtherVerdict(clause: string, passages: readonly Passage[]): Opposite | undefined {
  const own = statingTerms(clause);
  if (own.length < 2 || words(clause).length > LONGEST_VERDICT_WORDS) return undefined;
  const [nearest] = passages
    .filter(({ text }) => !isOnAnother(clause, text))
    .flatMap(({ text }) =>
      [...new Set([text, ...clauses(text)])].map((part) => {
        const theirs = statingTerms(part);
        return { text, part, common: Math.min(sharedPart(own, theirs), sharedPart(theirs, own)) };
      }),
    )
    .sort((left, right) => right.common - left.common);
  if (nearest === undefined || nearest.common < SAME_STATEMENT) return undefined;
  if (words(nearest.part).length > LONGEST_VERDICT_WORDS) return undefined;
  if (isNegated(nearest.part) === isNegated(clause) || !isOfSameCase(clause, nearest.part)) return undefined;
  return { otherPassage: nearest.text, reason: 'One says yes and the other no.' };
}

/**
 * Whether the exact things of both leave it one case: "no fee within 30 miles" denies no fee of another distance, while
 * what is denied altogether is denied with any figure.
 */
function isOfSameCase(clause: string, theirs: string): boolean {
  const [own, known] = [claimsOf(clause), claimsOf(theirs)];
  const isAll = (some: readonly Claim[], of: readonly Claim[]) => some.every((claim) => isStated(claim, of));
  return isAll(known, own) && (isNegated(theirs) || isAll(own, known));
}

/** What a clause is made of, save the words that deny: its telling words, or all of a clause that has hardly any. */
function statingTerms(clause: string): string[] {
  const telling = tellingTerms(clause).filter((term) => !isNegated(term));
  if (telling.length >= 2) return telling;
  return [...new Set(terms(clause))].filter((term) => !isNegated(term) && !isNumberTerm(term));
}

/** The share of the first words that are among the second; all where there are none. */
function sharedPart(some: readonly string[], known: readonly string[]): number {
  return some.length === 0 ? 1 : some.filter((word) => known.includes(word)).length / some.length;
}
