import type { FactName, SomeFacts } from '../../contract/bookings.ts';
import type { BusinessProfile } from '../../contract/business.ts';
import { readContact } from './read-contact.ts';
import { readFood } from './read-food.ts';
import { readGuests } from './read-guests.ts';
import { readWhen } from './read-when.ts';
import { cancelsPlainly, readAllergies, readWish, type Wish } from './read-wish.ts';

export interface ReadingContext {
  now: Date;
  timeZone: string;
  profile: BusinessProfile;
  /** What the last message of the business asked for: a bare "12" or "Kim Lee" answers it. */
  asked: FactName | undefined;
  /** What is known already. */
  known: SomeFacts;
}

/** What a message says about a party. */
export interface Reading {
  facts: SomeFacts;
  wish: Wish;
  /** Several days or times are named, and nothing says which is meant. */
  choices: { dates: string[]; times: string[] };
}

/** Understands a message by rules, with no model: in any order, several facts at once, corrections included. */
export function readFacts(text: string, context: ReadingContext): Reading {
  const { profile, asked, known } = context;
  const contact = readContact(text, profile.travel);
  // Digits of phones and streets are no counts and no days.
  const rest = [contact.phone === undefined ? undefined : PHONE, contact.email, contact.address]
    .filter((part) => part !== undefined)
    .reduce<string>((left, part) => left.replace(part, ' '), text);
  const { dates, times } = readWhen(rest, { ...context, startTimes: profile.events.startTimes });
  const facts: SomeFacts = { ...contact, ...readCounts(rest, context) };
  const date = chooseOne(dates, known.date);
  if (date !== undefined) facts.date = date;
  const time = chooseOne(times, known.time);
  // "About 4" is no time of day where a number was asked for.
  if (time !== undefined && !isBareCount(text, asked)) facts.time = time;
  const { adults = known.adults ?? 0, children = known.children ?? 0 } = facts;
  Object.assign(facts, readFood(rest, profile, adults + children));
  const allergies =
    readAllergies(text) ?? (asked === 'allergies' && /^\W*(?:no(?:ne|pe)?|nothing)\b/i.test(text) ? 'none' : undefined);
  if (allergies !== undefined) facts.allergies = allergies;
  Object.assign(facts, answerToQuestion(text, asked, facts, context));
  return {
    facts,
    wish: isNameLikeOrder(text, asked) ? 'none' : readWish(text),
    choices: { dates: facts.date === undefined ? dates : [], times: facts.time === undefined ? times : [] },
  };
}

/** The one that is meant: the only one, or of "not the 13th, the 20th" the one that is new. */
function chooseOne(values: readonly string[], known: string | undefined): string | undefined {
  const others = values.length === 2 ? values.filter((value) => value !== known) : values;
  return others.length === 1 ? others[0] : undefined;
}

const PHONE = /\+?[\d(][\d\s().-]{7,}\d/;

/** A bare number of guests is a number of adults, unless children are known, who then are part of the new total. */
function readCounts(text: string, { profile, known }: ReadingContext): SomeFacts {
  const { from, to } = profile.prices.childAges;
  const { total, ...guests } = readGuests(text, { childFrom: from, childTo: to });
  if (total === undefined) return guests;
  return { adults: Math.max(0, total - (known.children ?? 0) - (known.infants ?? 0)) };
}

const BARE_NUMBER = /^\W*(?:about |around |maybe |just |probably )?(\d{1,4})\W*$/i;

function isBareCount(text: string, asked: FactName | undefined): boolean {
  return (asked === 'adults' || asked === 'children' || asked === 'infants') && BARE_NUMBER.test(text);
}

/** Written as names are, where a name was asked for: an order to cancel says what, in ordinary writing. */
function isNameLikeOrder(text: string, asked: FactName | undefined): boolean {
  const isWrittenAsName = /^\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){1,3}$/u.test(text.trim());
  return asked === 'name' && isWrittenAsName && readWish(text) === 'cancel' && !cancelsPlainly(text);
}

/** What a message without any of the usual marks means as the answer to the last question. */
function answerToQuestion(
  text: string,
  asked: FactName | undefined,
  found: SomeFacts,
  { profile }: ReadingContext,
): SomeFacts {
  const bare = text.trim().replace(/[.!]+$/, '');
  if (asked === undefined || found[asked] !== undefined || /\?/.test(bare)) return {};
  const number = BARE_NUMBER.exec(bare)?.[1];
  if (isBareCount(text, asked)) return { [asked]: Number(number) };
  if (asked === 'time' && number !== undefined) {
    const hour = Number(number) % 12;
    const time = profile.events.startTimes.find((start) => Number(start.slice(0, 2)) % 12 === hour);
    return time === undefined ? {} : { time };
  }
  if (asked === 'miles' && number !== undefined) return { miles: Number(number) };
  if (
    asked === 'name' &&
    /^[\p{L}][\p{L}'’. -]{1,60}$/u.test(bare) &&
    bare.split(/\s+/).length <= 4 &&
    (readWish(bare) === 'none' || isNameLikeOrder(bare, asked))
  )
    return { name: bare };
  if (
    asked === 'address' &&
    /\d/.test(bare) &&
    bare.split(/\s+/).length >= 3 &&
    Object.keys(found).every((key) => key === 'miles')
  )
    return { address: bare };
  return {};
}
