import type { ResolutionKind } from '../../contract/complaints.ts';
import { clockTime, longDay } from '../../core/calendar-words.ts';
import { listOf, money } from '../../core/plain-phrases.ts';
import type { Resolution } from './choose-resolution.ts';
import type { FactName } from './complaint.store.ts';
import type { OwnParty } from './complaint-tools.ts';
import type { Topic } from './severity.ts';

/** Everything that the complaint agent says without a model. What is promised is always said in these words alone. */

const NAMED: Record<Topic, string> = {
  no_show: 'nobody came to cook for you',
  threat: 'somebody behaved towards you in a way that nobody should',
  damage: 'something of yours was damaged',
  theft: 'something is missing after your party',
  discrimination: 'you were not treated with respect',
  raw_food: 'the food was not as safe as it has to be',
  dispute: 'you feel that you paid for something that you did not get',
  ruined: 'your party was spoilt',
  late: 'we kept you and your guests waiting',
  rude: 'you were not treated as kindly as you should have been',
  charged: 'you were charged something that does not look right',
  bad_food: 'the food was not good',
  missing: 'something that you ordered was missing',
  mess: 'we left a mess behind',
  cancelled_on: 'we cancelled on you',
  cold_food: 'the food was not hot when it came to you',
  portions: 'there was not enough on the plates',
  slow: 'you had to wait so long for us',
  taste: 'the food did not taste as it should',
};

/** Says that we are sorry, and for what. */
export function empathyText(topics: readonly Topic[]): string {
  const named = topics.slice(0, 2).map((topic) => NAMED[topic]);
  return named.length === 0
    ? 'I am sorry that something went wrong, and thank you for telling us.'
    : `I am sorry that ${listOf(named, 'and')}. Your guests were looking forward to a good evening, and so were you.`;
}

/** Behind it goes what is still asked. */
export const NOTED = 'Thank you, I have noted that.';

const QUESTIONS: Record<FactName, string> = {
  what: 'What happened?',
  party: 'Which party was it: on which day, and under which name was it booked?',
  detail: 'What can we look it up by?',
  wants: 'What would make this right for you?',
};

/** Everything that is missing, in one message. */
export function questionText(missing: readonly FactName[], parties: readonly OwnParty[]): string {
  return missing
    .map((name) =>
      name === 'party' && parties.length > 1
        ? `Which party do you mean: ${listOf(parties.map(partyDay), 'or')}?`
        : QUESTIONS[name],
    )
    .join(' ');
}

export function partyDay({ date, time }: Pick<OwnParty, 'date' | 'time'>): string {
  if (date === undefined) return 'your party';
  return `${longDay(date)}${time === undefined ? '' : ` at ${clockTime(time)}`}`;
}

/** What is given, in words. */
export function giftText({ kind, percent, amountCents }: Resolution, currency: string): string {
  const amount = money(amountCents, currency);
  const texts: Record<ResolutionKind, string> = {
    apology: 'an apology',
    credit: `a credit of ${amount} towards your next party`,
    discount: `${percent} % off your next party, up to ${amount}`,
    refund: `a refund of ${amount}`,
    redo: 'to cook for you again, on a day that suits you',
  };
  return texts[kind];
}

export function offerText(resolution: Resolution, currency: string): string {
  return resolution.kind === 'apology'
    ? 'I have passed what you told me on to the team, so that it does not happen again.'
    : `To make up for it I can offer you ${giftText(resolution, currency)}. Would you like that?`;
}

export function codeText(resolution: Resolution, currency: string, code: string, validUntil: string): string {
  return `Done: you have ${giftText(resolution, currency)}. Your code is ${code}; name it when you book, until ${longDay(validUntil)}.`;
}

export function refundedText(amountCents: number, currency: string): string {
  return `Done: ${money(amountCents, currency)} goes back to you the way it was paid. It can take a few days to arrive.`;
}

export function grantedByHandText(resolution: Resolution, currency: string): string {
  return resolution.kind === 'redo'
    ? 'Thank you. It is noted that we cook for you again; a colleague will find a day with you.'
    : `Thank you. ${giftText(resolution, currency).replace(/^a/, 'A')} is noted for you; a colleague will send it.`;
}
