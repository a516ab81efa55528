import { describe, expect, test } from 'vitest';
import { sampleProfile } from '../../booking/sample-profile.ts';
import { readFacts } from './read-facts.ts';
import { statesPartyFacts } from './states-facts.ts';

const now = new Date('2027-03-01T17:00:00Z');

function states(text: string): boolean {
  const context = { now, timeZone: 'America/Los_Angeles', profile: sampleProfile(), asked: undefined, known: {} };
  const { facts, choices } = readFacts(text, context);
  return statesPartyFacts(text, facts, choices);
}

describe('whether a message states facts of a party', () => {
  test.each([
    'sorry, not the 19th, the 20th',
    'actually make it 14 people',
    'we will be 18 adults now',
    'oh and 2 of them are kids under 6... so 12 adults and 2 toddlers',
    'the 20th or the 21st',
    'Saturday at 6pm please',
    'at 12 Oak Lane, Lodi',
    'no shellfish please, my aunt is allergic to shrimp',
    '10 chicken and 4 steak',
    'my number is 916-555-0101',
    'kim@example.com',
    'thanks, 15 adults',
  ])('“%s” does', (text) => expect(states(text)).toBe(true));

  test.each([
    'the chef came at 6pm, an hour after the time',
    'On March 3 your team left such a mess at 12 Oak Lane',
    'there were 20 of us and not enough chicken',
    'This is unacceptable, 12 people waiting!!!',
    'the food for 10 adults was cold',
    'thank you so much',
    'Kim Lee',
    'do you bring your own tables?',
    'I want to talk to somebody',
  ])('“%s” does not, or tells of trouble', (text) => expect(states(text)).toBe(false));
});
