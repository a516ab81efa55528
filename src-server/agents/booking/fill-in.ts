import type { Booking, SomeFacts } from '../../contract/bookings.ts';
import { longDay } from '../../core/calendar-words.ts';
import { freeStartsText, listOf, questionFor, quoteText, understood } from './booking-phrases.ts';
import { guestsOf, say, type Talk, type TalkReply } from './booking-talk.ts';

/** After as many messages in a row that said nothing about the party, a person goes on with what is known. */
const MOST_MISSES = 3;

/** Adds what the message says to the booking, and asks for what is missing, or tells the price. */
export async function fillIn(talk: Talk, booking: Booking, isNew: boolean): Promise<TalkReply> {
  const { tx, tools, reading, source } = talk;
  const given = withoutUndefined(reading.facts);
  if (Object.keys(given).length === 0 && !hasChoice(talk) && !isNew) return notUnderstood(talk, booking);
  const { problems } = await tools.fill(tx, booking.id, given, source);
  const refused = new Set(problems.map((problem) => problem.fact));
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !refused.has(name as never)));
  const parts = [
    ...(isNew && Object.keys(kept).length === 0 ? ['I would be glad to set up your party.'] : []),
    understood(kept, talk.profile),
    ...problems.map((problem) => problem.message),
  ];
  const next = await nextStep(talk, await tools.read(tx, booking.id));
  return next.kind === 'say' ? { ...next, text: [...parts, next.text].filter((part) => part !== '').join(' ') } : next;
}

/** What is asked or told next, whatever the message said. */
export async function nextStep(talk: Talk, booking: Booking): Promise<TalkReply> {
  const next = await chooseStep(talk, booking);
  return next.kind === 'say' ? { ...next, memory: { ...next.memory, question: next.text } } : next;
}

async function chooseStep(talk: Talk, booking: Booking): Promise<TalkReply> {
  const { facts } = booking;
  const [chosen] = [talk.reading.choices];
  if (facts.date === undefined && chosen.dates.length > 1)
    return say(booking, `Which day do you mean: ${listOf(chosen.dates.map(longDay), 'or')}?`, { asked: 'date' });
  const free = await freeTimes(talk, booking);
  const { date, time } = facts;
  if (date !== undefined && free !== undefined && (free.length === 0 || (time !== undefined && !free.includes(time))))
    return say(booking, `${startTaken(facts)}${freeStartsText(date, free)}`, {
      asked: free.length === 0 ? 'date' : 'time',
    });
  const [missing] = booking.missing;
  if (missing === 'time' && date !== undefined && free !== undefined)
    return say(booking, freeStartsText(date, free), { asked: 'time' });
  if (missing !== undefined) return say(booking, questionFor(missing, talk.profile), { asked: missing });
  if (booking.quote === null || booking.status === 'draft')
    return {
      kind: 'hand_over',
      detail: `A party is ready for its quote, but the distance to “${facts.address ?? ''}” is not known. Enter the miles in the booking.`,
    };
  return say(booking, quoteText(booking.quote, facts), { pending: { kind: 'hold' } });
}

/** The free times of the day, once the guests are known, as these decide how many chefs are needed. */
async function freeTimes({ tx, tools }: Talk, booking: Booking): Promise<string[] | undefined> {
  const { date, adults } = booking.facts;
  if (date === undefined) return undefined;
  return tools.listFreeTimes(tx, date, adults === undefined ? 1 : guestsOf(booking), booking.id);
}

function startTaken({ time }: SomeFacts): string {
  return time === undefined ? '' : 'I am sorry, that time is taken. ';
}

async function notUnderstood(talk: Talk, booking: Booking): Promise<TalkReply> {
  const misses = talk.memory.misses + 1;
  if (misses >= MOST_MISSES)
    return {
      kind: 'hand_over',
      detail: `The customer and the AI do not understand each other about a booking. Known so far: ${known(booking)}.`,
    };
  const next = await nextStep(talk, booking);
  if (next.kind !== 'say') return next;
  const text =
    misses === 1
      ? `Sorry, I did not get that. ${next.text}`
      : `Sorry, I still did not get that. You can answer in a few words, such as “20 adults and 4 children” or “March 20 at 6 PM”. ${next.text}`;
  return { ...next, text, memory: { ...next.memory, misses } };
}

function known({ facts }: Booking): string {
  const entries = Object.entries(facts).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  return entries.length === 0 ? 'nothing' : entries.join(', ');
}

function hasChoice({ reading }: Talk): boolean {
  return reading.choices.dates.length > 1 || reading.choices.times.length > 1;
}

function withoutUndefined(facts: SomeFacts): SomeFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
