import { expect, it } from 'vitest';
import { cutText } from './cut-text.ts';

it('cuts a text into what is personal and what is not, and loses no letter', () => {
  const text = 'Call Ann on 555, Ann!';
  const span = (start: number, end: number) => ({ start, end, type: 'NAME' as const, by: 'scrubber' as const });
  const pieces = cutText(text, [span(5, 8), span(17, 20)]);
  expect(pieces.map((piece) => piece.text)).toEqual(['Call ', 'Ann', ' on 555, ', 'Ann', '!']);
  expect(pieces.map((piece) => piece.span !== undefined)).toEqual([false, true, false, true, false]);
  expect(cutText('', [])).toEqual([]);
});
