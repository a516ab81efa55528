import { describe, expect, it } from 'vitest';
import { sampleProfile } from '../../booking/sample-profile.ts';
import type { FactName, SomeFacts } from '../../contract/bookings.ts';
import { readFacts } from './read-facts.ts';

const context = (asked?: FactName, known: SomeFacts = {}) => ({
  now: new Date('2027-03-01T17:00:00Z'),
  timeZone: 'America/Los_Angeles',
  profile: sampleProfile(),
  asked,
  known,
});
const facts = (text: string, asked?: FactName, known?: SomeFacts) => readFacts(text, context(asked, known)).facts;

describe('several facts in one sentence', () => {
  it.each<[string, SomeFacts]>([
    [
      'Hi, I want to book a party for 15 adults and 5 kids on March 20th at 6pm in Lodi',
      { date: '2027-03-20', time: '18:00', adults: 15, children: 5, miles: 36 },
    ],
    [
      'My name is Kim Lee, 12 Oak Lane, Lodi, CA 95240, (916) 555-0101',
      { name: 'Kim Lee', address: '12 Oak Lane, Lodi, CA 95240', phone: '+1 916 555 0101', miles: 36 },
    ],
    ['kim@example.com, saturday the 13th, noon', { email: 'kim@example.com', date: '2027-03-13', time: '12:00' }],
    ['12 chicken, 8 steak and 4 lobster please', { proteins: { chicken: 12, steak: 8, lobster: 4 } }],
    ['my son is allergic to peanuts', { allergies: 'is allergic to peanuts' }],
    ['no allergies and add 3 orders of gyoza', { allergies: 'none', addOns: { gyoza: 3 } }],
    ["we're about 40 miles from Sacramento", { miles: 40 }],
  ])('%s', (text, expected) => {
    expect(facts(text)).toEqual(expected);
  });
});

describe('answers to the last question', () => {
  it.each<[FactName, string, SomeFacts]>([
    ['adults', '12', { adults: 12 }],
    ['children', 'about 4', { children: 4 }],
    ['name', 'Kim Lee', { name: 'Kim Lee' }],
    ['time', '6', { time: '18:00' }],
    ['allergies', 'none', { allergies: 'none' }],
    ['address', '400 Capitol Mall #12', { address: '400 Capitol Mall #12' }],
  ])('%s: %s', (asked, text, expected) => {
    expect(facts(text, asked)).toEqual(expected);
  });

  it('are none when they are questions', () => {
    expect(facts('why do you need that?', 'name')).toEqual({});
    expect(facts('Do you have vegan options?', 'allergies')).toEqual({});
  });
});

describe('corrections', () => {
  it('take the day that is new', () => {
    expect(facts('not the 13th, the 20th', undefined, { date: '2027-03-13' })).toEqual({ date: '2027-03-20' });
  });

  it('take a new total as the adults that are left when the children are known', () => {
    expect(facts('actually 14 people', undefined, { adults: 10, children: 4 })).toEqual({ adults: 10 });
  });

  it('leave open what is not said clearly', () => {
    const reading = readFacts('April 3 or April 10', context());
    expect(reading.facts.date).toBeUndefined();
    expect(reading.choices.dates).toEqual(['2027-04-03', '2027-04-10']);
  });
});

describe('wishes', () => {
  it.each([
    ['yes please', 'yes'],
    ['Sounds good, book it', 'yes'],
    ['no, not yet', 'no'],
    ['no kids', 'none'],
    ['please cancel my party', 'cancel'],
    ["what's your cancellation policy?", 'none'],
    ["don't cancel it", 'none'],
    ['can we move the party to April 3?', 'reschedule'],
    ['when is my party?', 'status'],
    ["let's start over", 'start_over'],
    ['15 adults', 'none'],
  ])('%s: %s', (text, wish) => {
    expect(readFacts(text, context()).wish).toBe(wish);
  });
});
