import { expect, it } from 'vitest';
import { ownerName } from './owner-name.ts';

it.each([
  ['maria', 'Maria'],
  ['jean-paul.weber', 'Jean Paul Weber'],
  ['root', 'Owner'],
  ['Administrator', 'Owner'],
  ['1000', 'Owner'],
])('calls the owner behind the account %s %s', (username, name) => {
  expect(ownerName(username)).toBe(name);
});
