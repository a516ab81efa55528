import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeEdit, isMostlyKept } from './grade-edit.ts';

const DRAFT = 'We charge $55 per adult and $30 per child. The minimum is $550 for each party.';

describe('grading an edit', () => {
  it('takes the same words for unchanged, whatever their case, spacing and punctuation', () => {
    expect(gradeEdit(DRAFT, DRAFT)).toEqual({ similarity: 1, state: 'sent' });
    expect(gradeEdit(DRAFT, `\n${DRAFT.toUpperCase().replace('.', ' !')}  `)).toEqual({ similarity: 1, state: 'sent' });
    expect(gradeEdit('👍', '👍').state).toBe('sent');
    expect(gradeEdit('…', '?').state).toBe('discarded');
  });

  it('counts the words that were kept: 2 of 3 and of 2', () => {
    expect(gradeEdit('see you soon', 'see you')).toEqual({ similarity: 4 / 5, state: 'edited' });
  });

  it('takes a changed figure or a turned negation for more than a small edit', () => {
    const long = `${'A sentence that both of them share word by word. '.repeat(20)}It costs $55 and is refundable.`;
    expect(gradeEdit(long, long.replace('refundable', 'returnable')).similarity).toBeGreaterThan(0.95);
    expect(gradeEdit(long, long.replace('$55', '$65')).similarity).toBe(0.9);
    expect(gradeEdit(long, long.replace('is refundable', 'is not refundable')).similarity).toBe(0.9);
    expect(gradeEdit(long, long.replace('It costs', 'It doesn’t cost')).similarity).toBe(0.9);
  });

  it('tells another text from a changed one', () => {
    expect(gradeEdit(DRAFT, 'Let me call you about this today, Kim.').state).toBe('discarded');
    const half = gradeEdit(DRAFT, 'We charge $55 per adult. Shall I look at dates for you, and how many will you be?');
    expect(half.state).toBe('edited');
    expect(isMostlyKept(half)).toBe(false);
  });

  it('is symmetric, between 0 and 1, and 1 only for the same words', () => {
    const text = fc.array(fc.constantFrom('we', 'charge', '$55', 'not', 'per', 'adult', '30'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [before, after] = [a.join(' '), b.join(' ')];
        const { similarity } = gradeEdit(before, after);
        expect(similarity).toBe(gradeEdit(after, before).similarity);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(similarity === 1).toBe(before === after);
      }),
    );
  });
});
