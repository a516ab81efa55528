import type { FactName } from '../../contract/bookings.ts';
import { tellsOfTrouble } from '../complaint/severity.ts';
import type { Reading } from './read-facts.ts';

/** What nobody names but for a party of their own. A name alone may be any words that were asked for one. */
const FACTS_OF_A_PARTY: readonly FactName[] = [
  ...(['date', 'time', 'adults', 'children', 'infants', 'proteins', 'allergies', 'address', 'phone', 'email'] as const),
];

/** Whether a message gives facts of a party that is to come: days, guests, food or where to reach whom, and nothing that went wrong. */
export function statesPartyFacts(text: string, facts: Reading['facts'], choices: Reading['choices']): boolean {
  const isAboutParty =
    FACTS_OF_A_PARTY.some((name) => facts[name] !== undefined) || choices.dates.length > 0 || choices.times.length > 0;
  return isAboutParty && !tellsOfTrouble(text);
}
