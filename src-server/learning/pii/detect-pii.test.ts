import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectPii } from './detect-pii.ts';

/** What was found, as it is written in the text. */
function foundIn(
  text: string,
  ...options: Parameters<typeof detectPii> extends [string, ...infer Rest] ? Rest : never
) {
  return detectPii(text, ...options).map((span) => text.slice(span.start, span.end));
}

/** Everything expected is covered, wherever the spans' edges lie. */
function expectCovered(text: string, wanted: readonly string[], found = detectPii(text)) {
  for (const part of wanted) {
    const from = text.indexOf(part);
    const uncovered = [...part].some(
      (letter, index) =>
        /[\p{L}\p{N}]/u.test(letter) && !found.some((span) => span.start <= from + index && from + index < span.end),
    );
    expect(uncovered ? `${part} is missed in: ${text}` : 'covered').toBe('covered');
  }
}

describe('what identifies by its form', () => {
  it.each([
    ['jane.doe+party@gmail.com', 'write to jane.doe+party@gmail.com please'],
    ['jane @ gmail . com', 'it is jane @ gmail . com'],
    ['jane dot doe at gmail dot com', 'so jane dot doe at gmail dot com ok'],
    ['916-555-0134', 'call 916-555-0134'],
    ['9l6.555.O134', 'cell 9l6.555.O134 ok'],
    ['+44 20 7946 0958', 'from abroad +44 20 7946 0958'],
    ['9165550134', 'text me 9165550134'],
    ['nine one six five five five oh one three four', 'nine one six five five five oh one three four is my cell'],
    ['4539 1488 0343 6467', 'card 4539 1488 0343 6467 exp soon'],
    ['4111111111111111', 'charge 4111111111111111 now'],
    ['GB29 NWBK 6016 1331 9268 19', 'to GB29 NWBK 6016 1331 9268 19'],
    ['521-44-9382', 'ssn 521-44-9382'],
    ['XXX-XX-9382', 'The form shows XXX-XX-9382.'],
    ['***-**-9382', 'it ends like this: ***-**-9382'],
    ['SSN 521-XX-XXXX', 'kept under SSN 521-XX-XXXX in the file'],
    ['521-xx-xxxx', 'starts with 521-xx-xxxx, I think'],
    ['86.231.85.193', 'from 86.231.85.193 blocked'],
    ['2001:db8::8a2e:370:7334', 'from 2001:db8::8a2e:370:7334 blocked'],
    ['https://pay.example.com/i?token=abc123', 'see https://pay.example.com/i?token=abc123.'],
    ['visualtrips.hu', 'my site is visualtrips.hu'],
    ['@sarah.k_92', 'my insta is @sarah.k_92'],
    ['48213', 'order #48213 is late'],
    ['MH-20931', 'confirmation MH-20931'],
    ['4471', 'the gate code is 4471'],
    ['4/12/1988', 'I was born 4/12/1988'],
    ['1420 Maple Grove Ave Apt 4, Sacramento, CA 95814', 'at 1420 Maple Grove Ave Apt 4, Sacramento, CA 95814 please'],
    ['212 w. elm st', 'same address 212 w. elm st'],
    ['19 Pierre Delannoyplaats 211', 'my address is 19 Pierre Delannoyplaats 211'],
  ])('finds %s', (part, text) => expectCovered(text, [part]));
});

describe('names', () => {
  it.each([
    ["Hi this is Sarah Kim, I'd like to book for 20 people", ['Sarah Kim']],
    ['my name is marcus delgado', ['marcus delgado']],
    ['Name: Priya Raghunathan\nGuests: 18', ['Priya Raghunathan']],
    ['Hey, its Jenny. can we add 3 more chickens?', ['Jenny']],
    ['Thanks,\nTom', ['Tom']],
    ['Thank you! - Angela', ['Angela']],
    ['My husband Will Okonkwo will open the gate', ['Will Okonkwo']],
    ['is chef Kenji coming again? he was great', ['Kenji']],
    ['ask for Rose when you arrive', ['Rose']],
    ['Hi Ms. Nguyen, your party is confirmed', ['Nguyen']],
    ['this is bob from last week', ['bob']],
    ['SARAH CONNOR HERE, CALL ME', ['SARAH CONNOR']],
    ["We're Kevin and Mei-Ling Tran, celebrating 10 years", ['Kevin', 'Mei-Ling Tran']],
    ['They were Malon, Mark, Kaylee and Miguel', ['Malon', 'Mark', 'Kaylee', 'Miguel']],
    ['Best regards, Olivia Brandt', ['Olivia Brandt']],
    ['It is under Donald van der Voet', ['Donald van der Voet']],
    ['Mark.', ['Mark']],
    ['Mark, actually can we do Sunday?', ['Mark']],
    ["My name's Mark. 14 guests.", ['Mark']],
    ['Hello! My name is john and the party is on Sunday', ['john']],
    ['I talked to John about the menu', ['John']],
    ['The host is Mark, not me', ['Mark']],
    ['Could you put my friend Bob on the list too?', ['Bob']],
    ['is the table still reserved under jack?', ['jack']],
    ["Hi I'm Sarah brown and we are 12", ['Sarah brown']],
    ['a table for chris at six please', ['chris']],
  ])('finds those in: %s', (text, names) => expectCovered(text, names));
});

describe('a name', () => {
  it.each([
    ["Hi, I'm Ben I'd like 12 seats", ['Ben']],
    ["Sure, I'm John Smith.", ['John Smith']],
    ['This is Angela I would like to book', ['Angela']],
    ['Please tell Sarah brown rice is fine', ['Sarah']],
  ])('ends where other words begin: %s', (text, names) => expect(foundIn(text)).toEqual(names));
});

describe('what a booking is about', () => {
  it.each([
    'How much is it for 20 adults and 4 kids on Saturday June 14 at 6pm?',
    "We'd like Filet Mignon and Shrimp for 12 people, Chicken for 8",
    'Can we do Saturday, July 4th, 2026 at 5:30 PM?',
    'The total is $1,250.00 with a $100 deposit.',
    'Hi! Do you travel to Sacramento or Folsom? How much is the travel fee?',
    "I'd like to book a Hibachi party for my daughter's 7th birthday on 6/12/2026",
    'Do you take Venmo, Zelle or Apple Pay?',
    'Happy Thanksgiving! Are you open on Christmas Eve?',
    'My party is 05/23/2026 at 18:30, around 25-30 guests',
    'KB-042: Cancellation & Refund Policy says 14 days notice',
    'Does the Japanese chef do the onion volcano and sake bombs?',
    'Lobster tail and scallops for 6, Filet for 4, and Tofu for 2 please',
    'I want a quote for 50 people in Fresno, CA on March 3rd',
    'Noodles, Fried Rice, Edamame and Gyoza are add-ons at $10 each',
    'We are at 1500 dollars now with 20 guests',
    'Our budget is 1000-1500 for 15 people',
    "I need 3 chefs for 75 people on New Year's Eve",
    'That covers Davis, Napa, the San Francisco Bay Area, San Jose and Lake Tahoe.',
    'Do you travel to Folsom, Rocklin or Roseville?',
    '- Third protein: $10 per guest\n- Yakisoba noodles: $5 per guest\n- Edamame: $5 per order',
    'You get 50 % back. **Fewer than 7 days** before: nothing. Up to **100** guests.',
    'On the day of the party, once the chef has finished cooking.',
    'Can you mark it as vegetarian, and will the chef grill the white fish?',
    'Mark it down for Sunday please',
    'We got a voucher for Christmas, most of us are Muslim and one is British',
    'We are in San Rafael. Do you come to Santa Clarita?',
    'I have a dr appt at 3, can we start at 5?',
    'The Teriyaki Chicken was dry and the chef was 45 minutes late',
  ])('stays: %s', (text) => expect(foundIn(text)).toEqual([]));
});

describe('the known customer', () => {
  const facts = {
    names: ['Siobhan Will'],
    phones: ['+1 916 555 0134'],
    emails: ['siobhan.will@example.com'],
    addresses: ['1420 Maple Grove Ave, Sacramento, CA 95814'],
  };
  it.each([
    ['siobhan here again', 'siobhan'],
    ['put it under Siobahn please', 'Siobahn'],
    ['put it under SIOBHÁN WILL', 'SIOBHÁN WILL'],
    ['ask Will at the door', 'Will'],
    ['916.555.0134', '916.555.0134'],
    ['my cell is 9 1 6 5 5 5 0 1 3 4', '9 1 6 5 5 5 0 1 3 4'],
    ['my cell is 916 555 0143', '916 555 0143'],
    ['reach me at 5550134', '5550134'],
    ['siobhan.will @example.com', 'siobhan.will @example.com'],
    ['siobhan.wil@example.com', 'siobhan.wil@example.com'],
    ['we are at 1420 mapel grove', '1420 mapel'],
    ['1420 Maple Grove Avenue', '1420 Maple Grove'],
  ])('is found in %s', (text, part) => expectCovered(text, [part], detectPii(text, { facts, guessNames: false })));

  it('is not seen in ordinary words', () => {
    expect(foundIn('We will need maple syrup for the grove, when will you know?', { facts })).toEqual([]);
  });

  it('is found with one letter of the name wrong, wherever it is', () => {
    const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), letters, (at, letter) => {
        const typed = `siobhan`.slice(0, at) + letter + `siobhan`.slice(at + 1);
        const text = `booking of ${typed} on friday`;
        expect(foundIn(text, { facts, guessNames: false })).toEqual([typed]);
      }),
    );
  });
});

describe('detectPii', () => {
  it('finds what lies across the pieces of a long text', () => {
    const filler = 'we would like the chicken and the shrimp with rice ';
    for (let words = 15; words < 40; words += 1) {
      const text = `${filler.repeat(words)}please call 916-555-0134 or write to jane@example.com`;
      expect(foundIn(text)).toEqual(['916-555-0134', 'jane@example.com']);
    }
  });

  it('gives spans that are in order, within the text and apart, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        let last = 0;
        for (const span of detectPii(text)) {
          expect(span.start >= last && span.end > span.start && span.end <= text.length).toBe(true);
          last = span.end;
        }
      }),
    );
  });
});
