import { findPhoneNumbersInText } from 'libphonenumber-js';
import type { BusinessProfile } from '../../contract/business.ts';

export interface Contact {
  name?: string;
  phone?: string;
  email?: string;
  address?: string;
  /** From the business's base, where the text or the place that it names tells. */
  miles?: number;
}

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const STREET =
  /\b\d{1,6}(?:-\d{1,4})?\s+(?:[NSEW]\.?\s+)?(?:[A-Z0-9][\w'.-]*\s+){1,4}(?:street|st|avenue|ave|lane|ln|drive|dr|boulevard|blvd|road|rd|way|court|ct|place|pl|circle|cir|parkway|pkwy|highway|hwy|terrace|ter|trail|trl|loop|square|sq|mall|plaza|row|alley|pike|walk|crescent|crossing)\b\.?(?:\s*,?\s*(?:apt|unit|suite|#)\.?\s*[\w-]+)?(?:\s*,\s*[A-Za-z][A-Za-z .'-]*?(?=\s*(?:,|\d{5}|$|[.;!?]|\s(?:at|on|for|and|my|we|the|with|phone|email)\b)))?(?:\s*,?\s*(?:CA|Calif(?:ornia)?|NV|Nevada|OR|Oregon)\b\.?)?(?:\s*\d{5}(?:-\d{4})?)?/i;
const NAME =
  /\b(?:[Mm]y name is|[Nn]ame is|[Nn]ame'?s|[Tt]his is|[Ii] am|[Ii]['’]?m|[Ii]t['’]?s under|[Uu]nder the name(?: of)?|[Uu]nder|[Ff]or)\s+((?:[A-Z][\p{L}'’-]+)(?:\s+[A-Z][\p{L}'’.-]+){0,3})/u;
const NO_NAMES =
  /^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Easter|Christmas|Thanksgiving|New|The|A|An|Sorry|Not|Just|Looking|Interested|Planning|Hosting|Hi|Hello)\b/;

/** Reads who the customer is and where the party takes place. */
export function readContact(text: string, travel: BusinessProfile['travel']): Contact {
  const contact: Contact = {};
  const email = EMAIL.exec(text)?.[0];
  if (email !== undefined) contact.email = email.replace(/\.$/, '');
  const phone = findPhoneNumbersInText(text, 'US')[0]?.number;
  if (phone !== undefined) contact.phone = phone.formatInternational();
  const name = NAME.exec(text)?.[1];
  if (name !== undefined && !NO_NAMES.test(name) && !isPlace(name, travel)) contact.name = name;
  const street = STREET.exec(text)?.[0];
  if (street !== undefined) contact.address = street.trim().replace(/[,.]$/, '');
  const miles = readMiles(text, travel);
  if (miles !== undefined) contact.miles = miles;
  return contact;
}

/** "About 40 miles from Sacramento", or the distance of the place that is named. */
export function readMiles(text: string, travel: BusinessProfile['travel']): number | undefined {
  const said = /\b(\d{1,4}(?:\.\d)?)\s*(?:mi|miles?)\b/i.exec(text)?.[1];
  if (said !== undefined && !/\b(?:first|free|per|farthest|beyond|how many)\b/i.test(text)) return Number(said);
  const lower = text.toLowerCase();
  // The longest name first: West Sacramento is not Sacramento.
  const places = travel.places.toSorted((a, b) => b.name.length - a.name.length);
  return places.find(({ name }) =>
    new RegExp(String.raw`\b${name.toLowerCase().replace(/[^a-z ]/g, '.')}\b`).test(lower),
  )?.miles;
}

function isPlace(name: string, travel: BusinessProfile['travel']): boolean {
  return travel.places.some((place) => place.name.toLowerCase() === name.toLowerCase());
}
