import { matchSpans, type PiiSpan } from './span.ts';

const CARD_LIKE = /(?<![\d-])(?:\d[ -]?){12,18}\d(?![\d-])/g;
const CARD_GROUPED = /(?<!\d)[3-6]\d{3}([ .-])\d{4}\1\d{4}\1\d{4}(?!\d)|(?<!\d)3[47]\d{2}([ .-])\d{6}\2\d{5}(?!\d)/g;
const CARD_MASKED =
  /(?<!\w)\d{2,6}[*xX•]{3,}[ -]?(?:[*xX•]{3,}[ -]?)*\d{2,4}(?!\w)|(?<![*\w])[*•]{3,}[ -]?\d{4}(?![\d*])/g;

/** Card numbers: what passes the Luhn check, what is grouped like a card even with a mistyped digit, and masked ones. */
export function findCards(text: string): PiiSpan[] {
  return [
    ...matchSpans(text, CARD_GROUPED, 'CARD'),
    ...matchSpans(text, CARD_LIKE, 'CARD', (found) => passesLuhn(found.replace(/\D/g, ''))),
    ...matchSpans(text, CARD_MASKED, 'CARD'),
  ];
}

/** The check digit of ISO/IEC 7812, which every payment card carries. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}

const IBAN = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?[a-z0-9]{1,3})?(?![\p{L}\p{N}])/giu;
const IBAN_NAMED =
  /\biban\b(?:\s+(?:number|no\.?|is|to))*[\s:#]*([a-z]{2}\d{2}[a-z0-9.*]*(?:[ -](?=[a-z0-9]{0,4}\d)[a-z0-9]{1,5}(?![\p{L}\p{N}]))*)/giu;

/** Bank accounts: the form of an IBAN with at least ten digits in it (a mistyped one is still somebody's), or named so. */
export function findIbans(text: string): PiiSpan[] {
  return [
    ...matchSpans(text, IBAN, 'IBAN', (found) => found.replace(/\D/g, '').length >= 10),
    ...matchSpans(text, IBAN_NAMED, 'IBAN', () => true, 1),
  ];
}

const SSN = /(?<![\d-])\d{3}([- .])\d{2}\1\d{4}(?![\d-])/g;
/** As forms and people mask it, with some of its digits left: `XXX-XX-1234`, `SSN ***-**-1234`. What names it goes along. */
const SSN_MASKED =
  /(?<![\p{L}\d*#-])(?:ssn[ :#]{1,3}(?=[\d .-]*[x*#]))?(?=[^\d\n]{0,9}\d{3})[\dXx*#]{3}([- .])[\dXx*#]{2}\1[\dXx*#]{4}(?![\p{L}\d*#-])/giu;
const TAX_ID = /(?<![\d-])\d{2}-\d{7}(?![\d-])/g;
const SSN_NAMED = /\b(?:ssn|social(?: security)?(?: number| no\.?| #)?)\b[^\d\n]{0,15}(\d[\d -]{2,12}\d)/giu;

export function findSocialSecurityNumbers(text: string): PiiSpan[] {
  return [
    ...matchSpans(text, SSN, 'SSN'),
    ...matchSpans(text, SSN_MASKED, 'SSN'),
    ...matchSpans(text, TAX_ID, 'SSN'),
    ...matchSpans(text, SSN_NAMED, 'SSN', () => true, 1),
  ];
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATE = `(?:\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})|\\d{4}[/.-]\\d{1,2}[/.-]\\d{1,2}|${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}\\.?,? \\d{4})`;
const BORN = new RegExp(`\\b(?:born|birth ?date|date of birth|d\\.?o\\.?b\\.?)\\b[^\\d\\n]{0,25}?(${DATE})`, 'giu');
const OLD_DATE = new RegExp(`(?<![\\d/.-])${DATE}(?![\\d/])`, 'giu');
/** Nobody books a party for a date in or before this year, and people who give such a date were born on it. */
const LAST_BIRTH_YEAR = 2012;

/** Dates of birth: named so, or full dates too far back for an event. Dates of events stay, birthdays to celebrate too. */
export function findBirthDates(text: string): PiiSpan[] {
  return [
    ...matchSpans(text, BORN, 'BIRTH_DATE', () => true, 1),
    ...matchSpans(text, OLD_DATE, 'BIRTH_DATE', (found) => {
      const year = Number(/(?:19|20)\d{2}/.exec(found)?.[0] ?? 9999);
      return year <= LAST_BIRTH_YEAR;
    }),
  ];
}

const LABELLED_NUMBER =
  /\b(?:order|booking|reservation|confirmation|conf|reference|ref|invoice|receipt|ticket|case|claim|tracking|transaction|account|acct|routing|policy(?:holder)?|member(?:ship)?|patient|customer|client|employee|passport|licen[cs]e|dl|driver'?’?s licen[cs]e|id|mrn|pan|tin|ein|atin|vin|plate|aadha?a?r|voter|insurance|upi|ifsc|serial)\b(?:\s+(?:number|num|no|code|id|is|was|ending|in|with|of))*[\s.:#*('"’]*((?=[\p{L}\p{N}*_-]*\d{3}|[\p{L}\p{N}*_-]*\d[\p{L}\p{N}*_-]*\d[\p{L}\p{N}*_-]*\d)[\p{L}\p{N}*][\p{L}\p{N}*_-]{3,})/giu;
const CODE =
  /(?<![\p{L}\p{N}#@/._-])#?(?=[A-Z0-9_-]*[A-Z])(?=(?:[A-Z_-]*\d){4})[A-Z0-9][A-Z0-9_-]{4,}(?![\p{L}\p{N}])/gu;
const HASH_NUMBER = /(?<![\p{L}\p{N}])#\s?\d[\dA-Z-]{2,}/giu;
const LONG_NUMBER = /(?<![\p{L}\p{N}$€£.,])\d{7,}(?![\p{L}\p{N}]|,\d)/gu;
const COUNTED = /^(?:\d{1,4}(?:st|nd|rd|th|s|am|pm|people|guests?|pax|adults?|kids?)|(?:19|20)\d\d)$/i;
/** Our own article codes are citations, no personal data. */
const ARTICLE_CODE = /^KB-\d{1,6}$/;

/** Order, booking, account and document numbers: named so, or of a form that no amount, date or count has. */
export function findReferenceNumbers(text: string): PiiSpan[] {
  const accept = (found: string) => !COUNTED.test(found) && !ARTICLE_CODE.test(found);
  return [
    ...matchSpans(text, LABELLED_NUMBER, 'NUMBER', accept, 1),
    ...matchSpans(text, CODE, 'NUMBER', accept),
    ...matchSpans(text, HASH_NUMBER, 'NUMBER'),
    ...matchSpans(text, LONG_NUMBER, 'NUMBER'),
  ];
}

const NAMED_SECRET =
  /\b(?:pass ?(?:word|code|phrase)|pwd|gate code|door code|api[ -]?key|access token|pin(?: code| number)?)\b(?:\s+(?:is|was|for the gate))?\s*[:=]?\s*['"]?((?=\S*[\d!@#$%^&*])\S{4,}?)(?=['"]?[.,;]?(?:\s|$))/giu;
const SECRET_SHAPE =
  /(?<!\S)['"]?((?=\S*[a-z])(?=\S*[A-Z\d])(?=\S*[!@#$%^&*]['"]?[\p{L}\p{N}])[^\s@/]+[!@#$%^&*][^\s/]*?)(?=['"]?[.,;)]*(?:\s|$))/gu;

/** Passwords, gate codes and keys: named so, or a word with letters, digits and signs mixed as only a password has. */
export function findSecrets(text: string): PiiSpan[] {
  return [
    ...matchSpans(text, NAMED_SECRET, 'SECRET', () => true, 1),
    ...matchSpans(
      text,
      SECRET_SHAPE,
      'SECRET',
      (found) =>
        !/^[*_]|[*_]$/.test(found) &&
        !found.includes('@') &&
        found.length >= 7 &&
        !/^\d+(?:ft|in|cm|mm)?[x*]\d/i.test(found) &&
        !/^[\p{L}]+&[\p{L}]+$/u.test(found),
      1,
    ),
  ];
}
