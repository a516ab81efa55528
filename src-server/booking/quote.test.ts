import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Party, quoteParty } from './quote.ts';
import { sampleProfile } from './sample-profile.ts';

const profile = sampleProfile();
const party = (changes: Partial<Party> = {}): Party => ({
  adults: 10,
  children: 0,
  infants: 0,
  proteins: {},
  addOns: {},
  miles: 0,
  ...changes,
});

it('adds up what the articles promise: 15 adults and 5 children, 40 miles away, come to $995', () => {
  const quote = quoteParty(profile, party({ adults: 15, children: 5, miles: 40 }));
  expect(quote).toMatchObject({ totalCents: 99_500, depositCents: 10_000, balanceCents: 89_500 });
  expect(quote.lines.map(({ key, quantity, amountCents }) => [key, quantity, amountCents])).toEqual([
    ['adults', 15, 82_500],
    ['children', 5, 15_000],
    ['travel', 10, 2_000],
  ]);
});

it('raises a small party to the minimum order, which travel does not count towards', () => {
  const quote = quoteParty(profile, party({ adults: 6, miles: 50 }));
  expect(quote.lines.find(({ key }) => key === 'minimum')?.amountCents).toBe(22_000);
  expect(quote.totalCents).toBe(55_000 + 4_000);
});

it('counts premium proteins and add-ons towards the minimum', () => {
  const quote = quoteParty(profile, party({ adults: 9, proteins: { lobster: 3, chicken: 15 }, addOns: { gyoza: 1 } }));
  expect(quote.totalCents).toBe(9 * 5_500 + 3 * 1_500 + 1_000);
  expect(quote.lines.map(({ key }) => key)).toEqual(['adults', 'lobster', 'gyoza']);
});

it('is the sum that a till would come to, guest by guest', () => {
  const count = fc.nat(25);
  const parties = fc.record({
    adults: fc.integer({ min: 1, max: 40 }),
    children: count,
    infants: fc.nat(10),
    proteins: fc.record({ filet: count, lobster: count, tofu: count }),
    addOns: fc.record({ noodles: count, edamame: count }),
    miles: fc.nat(150),
  });
  fc.assert(
    fc.property(parties, (one) => {
      let cents = 0;
      const charge = (times: number, price: number) => {
        for (let nth = 0; nth < times; nth += 1) cents += price;
      };
      charge(one.adults, 5_500);
      charge(one.children, 3_000);
      charge(one.proteins.filet, 600);
      charge(one.proteins.lobster, 1_500);
      charge(one.addOns.noodles, 500);
      charge(one.addOns.edamame, 500);
      const food = cents;
      if (cents < 55_000) cents = 55_000;
      for (let mile = 31; mile <= one.miles; mile += 1) cents += 200;
      const quote = quoteParty(profile, one);
      expect(quote.totalCents).toBe(cents);
      expect(quote.depositCents + quote.balanceCents).toBe(cents);
      expect(quote.suggestedGratuityCents).toBe(Math.round(food / 5));
      expect(quote.lines.reduce((total, line) => total + line.amountCents, 0)).toBe(cents);
    }),
  );
});

it.each([
  [party({ adults: 0 }), /at least one guest/],
  [party({ adults: 101 }), /largest party is 100/],
  [party({ adults: 2.5 }), /whole numbers/],
  [party({ children: -1 }), /whole numbers/],
  [party({ proteins: { unicorn: 1 } }), /no protein “unicorn”/],
  [party({ addOns: { fireworks: 1 } }), /no add-on “fireworks”/],
  [party({ miles: 151 }), /150 miles at most/],
  [party({ miles: Number.NaN }), /number of miles/],
])('refuses what the business does not serve: %j', (one, reason) => {
  expect(() => quoteParty(profile, one)).toThrow(reason);
});

it('asks for a deposit of no more than the total where it counts towards it', () => {
  const cheap = { ...profile, prices: { ...profile.prices, minimumOrderCents: 0 } };
  const quote = quoteParty(cheap, party({ adults: 1 }));
  expect(quote).toMatchObject({ totalCents: 5_500, depositCents: 5_500, balanceCents: 0 });
});
