import { describe, expect, it } from 'vitest';
import { readWhen } from './read-when.ts';

/** A Monday, 9 in the morning in California. */
const context = {
  now: new Date('2027-03-01T17:00:00Z'),
  timeZone: 'America/Los_Angeles',
  startTimes: ['12:00', '15:00', '18:00', '21:00'],
};
const read = (text: string) => readWhen(text, context);

describe('days', () => {
  it.each([
    ['next Friday', '2027-03-12'],
    ['this friday at 6', '2027-03-05'],
    ['friday please', '2027-03-05'],
    ['the 5th', '2027-03-05'],
    ['on the 1st at 6pm?', '2027-03-01'],
    ['is the 31st free', '2027-03-31'],
    ['saturday the 13th', '2027-03-13'],
    ['Saturday, the 3rd', '2027-04-03'],
    ['3/5', '2027-03-05'],
    ['3/20/2027', '2027-03-20'],
    ['March 20th at 6pm', '2027-03-20'],
    ['the 20th of March', '2027-03-20'],
    ['20 march', '2027-03-20'],
    ['2027-04-02 18:00', '2027-04-02'],
    ['tomorrow evening', '2027-03-02'],
    ['in two weeks', '2027-03-15'],
    ['Feb 20', '2028-02-20'],
    ['for 12 people on sat at 3', '2027-03-06'],
  ])('%s', (text, date) => {
    expect(read(text).dates).toEqual([date]);
  });

  it.each([
    'we have 15 adults and 5 kids',
    'call me at 916-555-0101',
    'at 6',
    'next month sometime',
    'do you need two weeks notice?',
    'it is her 5th birthday',
    'we may need more',
    'the 4th time I ask',
    'we will be 18 adults now',
  ])('none in: %s', (text) => {
    expect(read(text).dates).toEqual([]);
  });

  it('are all told where several are named', () => {
    expect(read('April 3 or April 10').dates).toEqual(['2027-04-03', '2027-04-10']);
  });

  it('are those of the business, also when it is the next day elsewhere', () => {
    const late = { ...context, now: new Date('2027-03-02T06:00:00Z') };
    expect(readWhen('tomorrow', late).dates).toEqual(['2027-03-02']);
  });
});

describe('times', () => {
  it.each([
    ['this friday at 6', '18:00'],
    ['at 6 on friday', '18:00'],
    ['6pm', '18:00'],
    ['6 p.m.', '18:00'],
    ["3 o'clock", '15:00'],
    ['noon', '12:00'],
    ['at 12', '12:00'],
    ['18:00', '18:00'],
    ['9 in the evening', '21:00'],
    ['around 5:30', '17:30'],
    ['10am', '10:00'],
    ['make it 9 PM instead', '21:00'],
  ])('%s', (text, time) => {
    expect(read(text).times).toEqual([time]);
  });

  it.each([
    'for 12 people',
    'at 12 Oak Lane',
    'at least 20 of us',
    '5 kids',
    '3/5',
    'at 916-555-0101',
    'around 15 guests',
    'by the 5th',
  ])('none in: %s', (text) => {
    expect(read(text).times).toEqual([]);
  });
});
