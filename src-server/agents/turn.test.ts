import { describe, expect, it } from 'vitest';
import { declinesInARow, standaloneQuestion, type TurnMessage } from './turn.ts';

const said = (role: TurnMessage['role'], text: string, isDecline = false, kind?: string): TurnMessage => ({
  kind,
  id: text,
  role,
  text,
  isDecline,
});

describe('declinesInARow', () => {
  it('counts only what came after the last real answer', () => {
    const history = [
      said('business', 'no idea', true),
      said('business', 'Yes.'),
      said('customer', 'And?'),
      said('business', 'no idea', true),
    ];
    expect(declinesInARow(history)).toBe(1);
    expect(declinesInARow(history.slice(0, 2))).toBe(0);
    expect(declinesInARow([])).toBe(0);
  });

  it('does not take a courtesy for an answer', () => {
    const history = [said('business', 'no idea', true), said('business', "You're welcome!", false, 'smalltalk')];
    expect(declinesInARow(history)).toBe(1);
  });
});

describe('standaloneQuestion', () => {
  const history = [said('customer', 'How much is it per adult?'), said('business', '$55.')];

  it('puts a short follow-up after the question that it follows', () => {
    expect(standaloneQuestion({ question: 'and for kids?', history })).toBe('How much is it per adult?\nand for kids?');
  });

  it('leaves a question that stands alone as it is', () => {
    expect(standaloneQuestion({ question: "What's your cancellation policy?", history })).toBe(
      "What's your cancellation policy?",
    );
    expect(standaloneQuestion({ question: 'and for kids?', history: [] })).toBe('and for kids?');
  });
});
