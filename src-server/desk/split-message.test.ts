import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lengthOn, splitMessage } from './split-message.ts';

const SENTENCE = 'A refund is given with 14 or more days of notice.';

it('leaves a text that fits', () => {
  expect(splitMessage('sms', SENTENCE, 1_600)).toEqual([SENTENCE]);
});

it('parts behind a sentence', () => {
  const text = Array.from({ length: 10 }, () => SENTENCE).join(' ');
  const parts = splitMessage('instagram', text, 120);
  expect(parts).toEqual(Array.from({ length: 5 }, () => `${SENTENCE} ${SENTENCE}`));
});

it('counts letters that an SMS cannot hold as what they take', () => {
  expect(lengthOn('sms', 'a'.repeat(160))).toBe(160);
  expect(lengthOn('sms', '€'.repeat(10))).toBe(20);
  expect(lengthOn('sms', '你'.repeat(70))).toBe(160);
  expect(lengthOn('instagram', '你'.repeat(70))).toBe(70);
});

it('loses no word, cuts none, and keeps to the length', () => {
  const word = fc.stringMatching(/^[a-zé€.]{1,20}$/);
  const channel = fc.constantFrom('sms', 'instagram', 'facebook');
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 200 }), channel, fc.nat(400), (words, on, more) => {
      const parts = splitMessage(on, words.join(' '), 100 + more);
      expect(parts.flatMap((part) => part.split(/\s+/))).toEqual(words);
      for (const part of parts) expect(lengthOn(on, part)).toBeLessThanOrEqual(100 + more);
    }),
  );
});
