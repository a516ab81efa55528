/** Something exact that a text states: two claims are the same when kind and value are. */
export interface Claim {
  kind: 'link' | 'email' | 'phone' | 'markup' | 'money' | 'percent' | 'duration' | 'date' | 'time' | 'count';
  /** In one spelling: `55`, `14 day`, `3-5`, `19:00`. */
  value: string;
  /** The word after a count, as it is written: what is counted. */
  of?: string;
}

const SMALL = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen twenty`.split(/\s+/);
const TENS = ['thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const NUMBER_WORDS = new Map<string, number>([
  ...SMALL.map((word, index): [string, number] => [word, index]),
  ...TENS.map((word, index): [string, number] => [word, (index + 3) * 10]),
  ['hundred', 100],
  ['dozen', 12],
]);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const CURRENCY = String.raw`(?:us\$|usd|[$€£¥]|eur|gbp)`;
const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`;
const WEEKDAY = '(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?';

/** Endings of hosts that are taken for a link also without `https://`. */
const HOST_ENDINGS =
  'com|net|org|io|co|us|uk|de|fr|eu|info|biz|app|dev|ai|me|ly|gg|to|xyz|site|online|shop|store|link|click|page|example|test|ru|cn';

/** In the order in which they are looked for: what one has taken is not read again by the next. */
const PATTERNS: readonly [Claim['kind'], RegExp, (groups: readonly string[], match: string) => string][] = [
  // Nothing that a customer's page would follow, fetch or draw may come from anywhere but a source.
  ['markup', /<\/?[a-z!][^>]*>?|!\[|\]\(|^\s*\[[^\]]+\]:/g, () => 'markup'],
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (_, match) => match],
  [
    'link',
    /\b[a-z][a-z+.-]*:\/\/[^\s<>"')\]]+|\b(?:javascript|data|mailto|tel|file):\S+/g,
    (_, match) => bareLink(match),
  ],
  [
    'link',
    new RegExp(`\\b(?:[a-z0-9-]+\\.)+(?:${HOST_ENDINGS})\\b(?:/[^\\s<>"')\\]]*)?`, 'g'),
    (_, match) => bareLink(match),
  ],
  [
    'phone',
    /(?:\+\d{1,3}[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}\b/g,
    (_, match) => match.replace(/\D/g, '').slice(-10),
  ],
  ['money', new RegExp(`${CURRENCY}\\s*${NUMBER}\\s*(k\\b)?`, 'g'), ([n = '', k]) => amount(n, k)],
  [
    'money',
    new RegExp(`${NUMBER}\\s*(k)?\\s*(?:dollars?|bucks?|usd|euros?|eur|pounds?|[$€£]|cents?)(?![a-z])`, 'g'),
    ([n = '', k]) => amount(n, k),
  ],
  ['percent', new RegExp(`${NUMBER}\\s*(?:%|per\\s?cent|percent)`, 'g'), ([n = '']) => plain(n)],
  ['percent', /\bhalf\b(?! (?:an?|hour|past|pan))/g, () => '50'],
  ['date', /\b\d{4}-(\d{2})-(\d{2})\b/g, ([month = '', day = '']) => `${plain(month)}-${plain(day)}`],
  [
    'date',
    new RegExp(`\\b${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b`, 'g'),
    ([month = '', day = '']) => `${monthOf(month)}-${plain(day)}`,
  ],
  [
    'date',
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)?\\s+${MONTH}(?![a-z])`, 'g'),
    ([day = '', month = '']) => `${monthOf(month)}-${plain(day)}`,
  ],
  ['date', new RegExp(`\\b${WEEKDAY}(?=[day\\W]|$)(?:day)?s?\\b`, 'g'), ([day = '']) => day.slice(0, 3)],
  [
    'time',
    /\b(\d{1,2})(?::(\d{2}))?\s*([ap])\.?\s?m\b/g,
    ([hour = '', minute = '00', half]) => clock(hour, minute, half),
  ],
  ['time', /\b(\d{1,2}):(\d{2})\b/g, ([hour = '', minute = '']) => clock(hour, minute)],
  ['time', /\bnoon\b/g, () => '12:00'],
  [
    'duration',
    new RegExp(
      `${NUMBER}\\s*(?:-\\s*)?(?:or (?:more|fewer|less) )?(?:business |working |calendar )?(minute|hour|day|night|week|month|year)s?\\b`,
      'g',
    ),
    ([n = '', unit]) => `${plain(n)} ${unit}`,
  ],
  ['count', new RegExp(`${NUMBER}(?=\\s+([a-z]+)|)`, 'g'), ([n = '']) => plain(n)],
];

/** Everything exact that a text states. */
export function claimsOf(text: string): Claim[] {
  let rest = readable(text);
  const claims: Claim[] = [];
  for (const [kind, pattern, spell] of PATTERNS) {
    rest = rest.replace(pattern, (match: string, ...found: unknown[]) => {
      const groups = found.slice(0, -2).map((group) => (typeof group === 'string' ? group : ''));
      const of = kind === 'count' ? groups[1] : undefined;
      claims.push({ kind, value: spell(groups, match), ...(of ? { of } : {}) });
      return ' ';
    });
  }
  return claims;
}

const HOLDS_COUNTS: ReadonlySet<Claim['kind']> = new Set<Claim['kind']>(['count', 'money', 'duration']);

/** Whether `known` states the claim too. A bare number may be the part of a longer statement: "7 to 13 days". */
export function isStated(claim: Claim, known: readonly Claim[]): boolean {
  const isSame = known.some(({ kind, value }) => kind === claim.kind && value === claim.value);
  if (isSame) return true;
  if (claim.kind === 'count')
    return known.some(({ kind, value }) => HOLDS_COUNTS.has(kind) && value.split(' ')[0] === claim.value);
  if (claim.kind !== 'duration') return false;
  const [days = '', unit = ''] = claim.value.split(' ');
  // The first number of "7 to 13 days" carries no unit of its own.
  const isUnitKnown = known.some(({ kind, value }) => kind === 'duration' && value.endsWith(` ${unit}`));
  if (isUnitKnown && known.some(({ kind, value }) => kind === 'count' && value === days)) return true;
  return known.some(({ kind, value }) => kind === 'duration' && inHours(value) === inHours(claim.value));
}

/** Lower-case, one spelling of digits, numbers for number words, nothing invisible. */
function readable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}*_`]/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(
      /\b([a-z]+)(?:-(one|two|three|four|five|six|seven|eight|nine))?\b/g,
      (word, first: string, second?: string) => {
        const value = NUMBER_WORDS.get(first);
        if (value === undefined || first === 'one') return word;
        return second === undefined ? String(value) : String(value + (NUMBER_WORDS.get(second) ?? 0));
      },
    );
}

/** Digits of every script stand in runs of ten, zero first. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code < 58 ? code - 48 : code - zero;
}

/** The same address with and without `https://`, `www.` and the punctuation of the sentence around it. */
const bareLink = (link: string): string =>
  link
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[.,;:!?/]+$/, '');

const plain = (digits: string): string => String(Number(digits));
const amount = (digits: string, thousands?: string): string => String(Number(digits) * (thousands ? 1000 : 1));
const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3)) + 1;

function clock(hour: string, minute: string, half?: string): string {
  const hours = (Number(hour) % (half ? 12 : 24)) + (half === 'p' ? 12 : 0);
  return `${hours}:${minute || '00'}`;
}

function inHours(duration: string): number | undefined {
  const [length, unit = ''] = duration.split(' ');
  const hours: Record<string, number> = { hour: 1, day: 24, week: 168 };
  const each = hours[unit];
  return each === undefined ? undefined : Number(length) * each;
}
