import { casual } from 'chrono-node';
import { Temporal } from 'temporal-polyfill';
import type { ResolutionKind } from '../../contract/complaints.ts';
import type { OwnParty } from './complaint-tools.ts';

const WANTS: readonly { kind: ResolutionKind; pattern: RegExp }[] = [
  { kind: 'refund', pattern: /\b(?:refund\w*|money back|reimburs\w*|pay (?:me|us) back|give (?:me|us) back)\b/i },
  {
    kind: 'redo',
    pattern: /\b(?:redo|re-do|do (?:it|the party) (?:again|over)|come (?:back )?again|new party|second party)\b/i,
  },
  { kind: 'discount', pattern: /\b(?:discount\w*|(?:%|percent) off|off (?:my|our|the) next)\b/i },
  { kind: 'credit', pattern: /\b(?:credit|voucher|gift card|coupon)\b/i },
  {
    kind: 'apology',
    pattern:
      /\b(?:apolog\w*|feedback|(?:just|only) (?:want\w*|wish|letting|thought)\b.*\bknow|(?:nothing|don'?t (?:want|need) (?:anything|a thing)|no need))\b/i,
  },
];
const WANTS_SOMETHING =
  /\b(?:compensat\w*|make (?:it|this|that) (?:right|up)|something (?:back|off|in return)|do something|whatever you)\b/i;

/** What the customer asks for: one of what can be given, `some` for anything, undefined when nothing is said. */
export function readWants(text: string): ResolutionKind | 'some' | undefined {
  const plain = text.replace(/[’‘]/g, "'");
  return WANTS.find(({ pattern }) => pattern.test(plain))?.kind ?? (WANTS_SOMETHING.test(plain) ? 'some' : undefined);
}

/** The days that a message names, looking back: "last Saturday" was. */
function readPastDates(text: string, now: Date, timeZone: string): string[] {
  const offset = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).offsetNanoseconds;
  return casual
    .parse(text, { instant: now, timezone: offset / 60e9 }, { forwardDate: false })
    .filter(({ start }) => start.isCertain('day') || start.isCertain('weekday'))
    .map(({ start }) => `${start.get('year')}-${pad(start.get('month'))}-${pad(start.get('day'))}`);
}

const pad = (value: number | null) => String(value ?? 0).padStart(2, '0');

/** Whether a text names a day; which one it is depends on the time zone, and does not matter here. */
export function namesPastDay(text: string, now: Date): boolean {
  return readPastDates(text, now, 'UTC').length > 0;
}

/** Which of the customer's own parties is meant: the one that the message names, else the only one that was, or will be. */
export function readParty(
  text: string,
  parties: readonly OwnParty[],
  context: { now: Date; timeZone: string; wasAsked: boolean },
): OwnParty | undefined {
  const dates = readPastDates(text, context.now, context.timeZone);
  const named = parties.filter(({ date }) => date !== undefined && dates.some((day) => sameDay(day, date)));
  if (named.length === 1) return named[0];
  const over = parties.filter((party) => party.isOver);
  // Of several that were, the latest is only taken once it was asked for and the answer named none.
  if (over.length === 1 || (over.length > 1 && context.wasAsked && /\b(?:last|latest|recent)\b/i.test(text)))
    return over[0];
  return over.length === 0 && parties.length === 1 ? parties[0] : undefined;
}

/** "March 13" without a year may be read as of another one. */
function sameDay(left: string, right: string): boolean {
  return left === right || left.slice(5) === right.slice(5);
}

export type Reply = 'yes' | 'no' | 'unclear';

/** The answer to an offer. */
export function readReply(text: string): Reply {
  const plain = text.replace(/[’‘]/g, "'");
  if (
    /^\W*(?:no+\b|nope|nah|never)|\b(?:not (?:enough|good enough|acceptable|ok(?:ay)?|interested|fair)|don'?t (?:want|accept|need)|won'?t accept|reject|decline|joke|insult\w*|ridiculous|more than that|want (?:a |my )?(?:full )?(?:refund|money)|keep (?:it|your))\b/i.test(
      plain,
    )
  )
    return 'no';
  if (
    /^\W*(?:yes+|yep|yeah|yup|sure|ok(?:ay)?|fine|great|perfect|please|deal|accepted|alright|all right|sounds (?:good|fair|great)|that (?:works|is fine|would be (?:great|nice|fine|ok(?:ay)?))|works for me|thank(?:s| you)|i(?:'ll| will)? (?:accept|take it)|go ahead|si|sí|oui)\b/i.test(
      plain,
    )
  )
    return 'yes';
  return 'unclear';
}
