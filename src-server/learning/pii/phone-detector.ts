import { findPhoneNumbersInText } from 'libphonenumber-js/min';
import { matchSpans, type PiiSpan } from './span.ts';

/** Digits in groups, as people write phone numbers anywhere; O and l are typed for 0 and 1. */
const GROUPED =
  /(?<![\p{L}\p{N}$€£.,/-])(?:\+|00)?\s?[([]?\d[\dOol]{0,14}(?:[\s().[\]/\u2010-\u2015-]{1,3}[\dOol]{1,14}){0,7}(?:\s*(?:x|ext\.?|extension)\s*\d{1,6})?(?![\p{L}\p{N}]|[/,:]\d)/giu;
const PHONE_WORD =
  /\b(?:phone|tel(?:ephone)?|cell|mobile|mob|fax|call(?:ed|ing)?|text(?:ed)?|dial|ring|reach|whats ?app|sms|contact|number|answering)\b/iu;
const DATE_LIKE =
  /^\(?(?:\d{1,2}[\s./-]\d{1,2}[\s./-](?:19|20)?\d{2}|(?:19|20)\d{2}[\s./-]\d{1,2}[\s./-]\d{1,2})(?:\s+\d{1,2})?\)?$/;
const YEARS_ONLY = /^(?:(?:19|20)\d{2}[\s/-]*)+$/;
/** "1000-1500" is an amount, not a number to call. */
const RANGE = /^\d{1,2}00\s?[-–]\s?\d{1,2}00$|^\d{1,3}\s?[-–]\s?\d{1,3}$/;
const COUNTED_NEXT =
  /^\s*(?:people|guests?|persons?|adults?|kids?|children|pax|dollars?|bucks|usd|hours?|hrs?|min(?:ute)?s?|days?|weeks?|months?|miles?|%)/iu;

/** Phone numbers: what the world's numbering plans accept, and what only looks like one where the text speaks of a phone. */
export function findPhones(text: string): PiiSpan[] {
  const valid = findPhoneNumbersInText(text, { defaultCountry: 'US' }).map(
    (found): PiiSpan => ({ start: found.startsAt, end: found.endsAt, type: 'PHONE' }),
  );
  const grouped = matchSpans(text, GROUPED, 'PHONE', (found, start) => {
    const digits = found.replace(/[Oo]/g, '0').replace(/l/g, '1').replace(/\D/g, '');
    const around = `${text.slice(Math.max(0, start - 40), start)} ${text.slice(start + found.length, start + found.length + 12)}`;
    if (RANGE.test(found.trim()) || DATE_LIKE.test(found.trim()) || YEARS_ONLY.test(found.trim())) return false;
    if (COUNTED_NEXT.test(text.slice(start + found.length))) return false;
    const grouping = found
      .trim()
      .split(/[\s().[\]/-]+/)
      .filter(Boolean).length;
    if (digits.length >= 7) return grouping > 1 || digits.length >= 9 || PHONE_WORD.test(around);
    return digits.length >= 5 && grouping > 1 && PHONE_WORD.test(around);
  }).map((span) => trimmed(text, span));
  return [...valid, ...grouped, ...findSpelledOut(text)];
}

const DIGIT_WORD = '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|\\d)';
const SPELLED = new RegExp(`\\b${DIGIT_WORD}(?:[\\s,-]+${DIGIT_WORD}){6,14}\\b`, 'giu');

/** "nine one six five five five ...": seven or more digits as words. */
function findSpelledOut(text: string): PiiSpan[] {
  return matchSpans(text, SPELLED, 'PHONE', (found) => /[a-z]/i.test(found));
}

function trimmed(text: string, span: PiiSpan): PiiSpan {
  const found = text.slice(span.start, span.end);
  return { ...span, start: span.start + (found.length - found.trimStart().length) };
}
