import { expect, it } from 'vitest';
import { measureMessage } from './message-length.ts';

it.each([
  ['', false, undefined],
  ['  \n ', false, undefined],
  ['Hello', true, undefined],
  ['x'.repeat(3_599), true, undefined],
  ['x'.repeat(3_600), true, '3,600 of 4,000 characters'],
  [` ${'x'.repeat(4_000)} `, true, '4,000 of 4,000 characters'],
  ['x'.repeat(4_120), false, '4,120 of 4,000 characters. Please shorten it by 120.'],
])('measures a message as the server does', (text, canSend, hint) => {
  expect(measureMessage(text)).toEqual({ canSend, hint });
});
