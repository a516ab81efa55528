import { sentences } from '../../models/text/sentences.ts';
import { namesPastDay, readWants } from './read-complaint.ts';

/** What somebody looks a matter up by: the number of an order, a picture or a paper, and what was paid. */
const DETAILS: readonly RegExp[] = [
  /\b(?:order|booking|reservation|confirmation|reference|invoice|receipt|ticket|ref)\b.{0,30}?\b[a-z]{0,4}-?\d{3,}\b/i,
  /\b(?:photos?|pictures?|pics?|images?|videos?|screenshots?|receipts?|invoices?)\b/i,
  /\b(?:paid|charged|spent|cost (?:us|me))\b.{0,40}\d/i,
];
/** A longer text tells more than details, whatever stands in it. */
const MOST_WORDS = 18;

/** Whether a message gives such details, and asks for nothing. */
export function tellsDetails(text: string): boolean {
  return !/\?\W*$/.test(text) && DETAILS.some((pattern) => pattern.test(text));
}

/**
 * Whether a message gives details and nothing else: it answers neither what happened, nor what is wanted, nor an offer.
 * `asksForParty`: the day of the party was asked for, and is such a detail then.
 */
export function givesOnlyDetails(text: string, { asksForParty, now }: { asksForParty: boolean; now: Date }): boolean {
  if (readWants(text) !== undefined || text.split(/\s+/).length > MOST_WORDS) return false;
  const isDetail = (part: string) => tellsDetails(part) || (asksForParty && namesPastDay(part, now));
  return sentences(text).every(isDetail);
}
