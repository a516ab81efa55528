import type { CancellationTerms, FactName, QuoteView, SomeFacts } from '../../contract/bookings.ts';
import type { BusinessProfile } from '../../contract/business.ts';
import { clockTime, longDay } from '../../core/calendar-words.ts';
import { listOf, money } from '../../core/plain-phrases.ts';

export { listOf, money };

/** Everything that the booking agent says. Amounts and days are put in by code from data; no model words them. */

export function questionFor(fact: FactName, profile: BusinessProfile): string {
  const { childAges, freeUnderAge } = profile.prices;
  const times = listOf(profile.events.startTimes.map(clockTime), 'or');
  const questions: Record<FactName, string> = {
    date: 'Which day would you like the party to be?',
    time: `At what time should it begin: ${times}?`,
    adults: `How many adults and how many children (${childAges.from} to ${childAges.to}) will there be? Under ${freeUnderAge} is free.`,
    children: `How many children between ${childAges.from} and ${childAges.to}?`,
    infants: `How many children under ${freeUnderAge}?`,
    address: 'What is the address of the party, with the city?',
    miles: `About how many miles is it from ${profile.travel.base}?`,
    proteins: `Which proteins would you like: ${listOf(
      profile.proteins.map((one) => one.name.toLowerCase()),
      'or',
    )}?`,
    addOns: `Would you like any extras, such as ${listOf(
      profile.addOns.map((one) => one.name.toLowerCase()),
      'or',
    )}?`,
    allergies: 'Does anybody have an allergy or dietary need?',
    name: 'Under which name may I book it?',
    phone: 'What phone number or e-mail address can we reach you at?',
    email: 'What e-mail address can we reach you at?',
    notes: 'Is there anything else that the chef should know?',
  };
  return questions[fact];
}

/** What was understood just now, in a few words, so that a misunderstanding is noticed at once. */
export function understood(facts: SomeFacts, profile: BusinessProfile): string {
  const { date, time, adults, children, infants, address, allergies, name, proteins, addOns } = facts;
  const people = [
    adults === undefined ? [] : [counted(adults, 'adult')],
    children === undefined ? [] : [counted(children, 'child', 'children')],
    infants === undefined ? [] : [`${counted(infants, 'child', 'children')} under ${profile.prices.freeUnderAge}`],
  ].flat();
  const said = [
    date === undefined ? [] : [`${longDay(date)}${time === undefined ? '' : ` at ${clockTime(time)}`}`],
    date === undefined && time !== undefined ? [clockTime(time)] : [],
    people.length === 0 ? [] : [listOf(people, 'and')],
    address === undefined ? [] : [address],
    name === undefined ? [] : [`for ${name}`],
    proteins === undefined ? [] : [menuWords(proteins, profile.proteins)],
    addOns === undefined ? [] : [menuWords(addOns, profile.addOns)],
    allergies === undefined ? [] : [allergies === 'none' ? 'no allergies' : `allergies noted (${allergies})`],
  ].flat();
  return said.length === 0 ? '' : `Got it: ${said.join(', ')}.`;
}

export function quoteText(quote: QuoteView, facts: SomeFacts): string {
  const { currency } = quote;
  const lines = quote.lines.map(
    ({ label, quantity, unitCents, amountCents }) =>
      `- ${label}: ${quantity === 1 ? '' : `${quantity} × ${money(unitCents, currency)} = `}${money(amountCents, currency)}`,
  );
  const total = `Total: ${money(quote.totalCents, currency)}. A deposit of ${money(quote.depositCents, currency)} books the date; the balance of ${money(quote.balanceCents, currency)} is due on the day.`;
  return [`Here is your quote for ${startWords(facts)}:`, lines.join('\n'), `${total} Shall I book it?`].join('\n\n');
}

export function holdText(facts: SomeFacts, quote: QuoteView, holdMinutes: number, hasLink: boolean): string {
  const how = hasLink ? 'The payment link follows in a moment.' : 'A colleague will send you the payment details.';
  return `Wonderful! I am keeping ${startWords(facts)} free for you for ${minutesWords(holdMinutes)}. ${how} The date is booked once the deposit of ${money(quote.depositCents, quote.currency)} has arrived.`;
}

export function cancelTermsText(facts: SomeFacts, terms: CancellationTerms, currency: string): string {
  const notice = terms.noticeDays === null ? '' : ` That is ${counted(Math.max(0, terms.noticeDays), 'day')} ahead.`;
  if (terms.paidCents === 0)
    return `Your party is on ${startWords(facts)}.${notice} Nothing has been paid yet. Shall I cancel it?`;
  const fee =
    terms.processingFeeCents > 0 ? ` (after a processing fee of ${money(terms.processingFeeCents, currency)})` : '';
  const back =
    terms.refundCents > 0
      ? `you would get ${money(terms.refundCents, currency)} of the ${money(terms.paidCents, currency)} back${fee}`
      : `the ${money(terms.paidCents, currency)} paid would not be refunded`;
  return `Your party is on ${startWords(facts)}.${notice} By our cancellation policy ${back}. Shall I cancel it?`;
}

export function cancelledText(terms: CancellationTerms, currency: string): string {
  const back =
    terms.refundCents > 0 ? ` ${money(terms.refundCents, currency)} will go back to you the way it was paid.` : '';
  return `Your booking is cancelled.${back}`;
}

export function moveTermsText(
  facts: SomeFacts,
  to: { date: string; time: string },
  feeCents: number,
  currency: string,
): string {
  const fee = feeCents === 0 ? 'Moving it is free' : `Moving it costs ${money(feeCents, currency)} now`;
  return `${longDay(to.date)} at ${clockTime(to.time)} is free. ${fee}; your price stays the same. Shall I move the party from ${startWords(facts)}?`;
}

export function movedText(to: { date: string; time: string }, feeCents: number, currency: string): string {
  const fee = feeCents === 0 ? '' : ` The fee of ${money(feeCents, currency)} is due now.`;
  return `Done: your party is on ${longDay(to.date)} at ${clockTime(to.time)}.${fee}`;
}

export function freeStartsText(date: string, times: readonly string[]): string {
  return times.length === 0
    ? `${longDay(date)} is fully booked. Which other day would suit you?`
    : `On ${longDay(date)} there is still room at ${listOf(times.map(clockTime), 'or')}. Which one would you like?`;
}

export function startWords({ date, time }: SomeFacts): string {
  return date === undefined ? 'your party' : `${longDay(date)}${time === undefined ? '' : ` at ${clockTime(time)}`}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function menuWords(
  counts: Readonly<Record<string, number>>,
  offered: readonly { key: string; name: string }[],
): string {
  return listOf(
    offered.flatMap(({ key, name }) => (counts[key] === undefined ? [] : [`${counts[key]} × ${name.toLowerCase()}`])),
    'and',
  );
}

function minutesWords(minutes: number): string {
  return minutes % 60 === 0 ? counted(minutes / 60, 'hour') : `${minutes} minutes`;
}
