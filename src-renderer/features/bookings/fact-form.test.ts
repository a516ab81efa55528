import { expect, it } from 'vitest';
import { problemsOf, readFields, rebased, toFields } from './fact-form.ts';

const known = { date: '2027-03-20', adults: 15, proteins: { chicken: 3 } };

it('gives only what was changed', () => {
  const fields = {
    ...toFields(known),
    adults: 16,
    miles: '36.50',
    name: ' Kim Lee ',
    proteins: { chicken: 3, steak: 2 },
  };
  expect(readFields(fields, known)).toEqual({
    facts: { adults: 16, miles: 36.5, name: 'Kim Lee', proteins: { chicken: 3, steak: 2 } },
    problems: {},
  });
  expect(readFields(toFields(known), known).facts).toEqual({});
});

it('keeps what was typed on top of what others changed', () => {
  const fields = { ...toFields(known), name: 'Kim' };
  const now = { ...known, adults: 30, name: 'Lee' };
  expect(rebased(fields, known, now)).toEqual({ ...toFields(now), name: 'Kim' });
  expect(readFields(rebased(fields, known, now), now).facts).toEqual({ name: 'Kim' });
});

it('puts each problem beside its field', () => {
  const { problems } = readFields({ ...toFields(known), email: 'kim', adults: -1 }, known);
  expect(Object.keys(problems).sort()).toEqual(['adults', 'email']);
  expect(problemsOf([{ path: 'facts.date', message: 'It has passed.' }])).toEqual({ date: 'It has passed.' });
});
