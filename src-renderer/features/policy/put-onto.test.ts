import { describe, expect, it } from 'vitest';
import { putOnto } from './put-onto.ts';

interface Rules {
  answers: { confidence: number; byIntent: Record<string, number> };
  topics: string[];
}
const rules = (confidence: number, byIntent: Record<string, number>, topics: string[]): Rules => ({
  answers: { confidence, byIntent },
  topics,
});

describe('putOnto', () => {
  const base = rules(0.6, { menu: 0.5 }, ['tax']);

  it('keeps what each of two people changed', () => {
    const mine = rules(0.6, { menu: 0.5, pricing: 0.9 }, ['tax']);
    const theirs = rules(0.7, { menu: 0.5 }, ['tax', 'press']);
    expect(putOnto(base, mine, theirs)).toEqual(rules(0.7, { menu: 0.5, pricing: 0.9 }, ['tax', 'press']));
  });

  it('prefers mine where both changed one rule', () => {
    expect(putOnto(base, rules(0.8, { menu: 0.5 }, ['tax']), rules(0.7, { menu: 0.5 }, ['tax']))).toEqual(
      rules(0.8, { menu: 0.5 }, ['tax']),
    );
  });

  it('drops what I dropped and leaves dropped what they dropped', () => {
    const both = rules(0.6, { menu: 0.5, faq: 0.4 }, []);
    const mine = rules(0.6, { faq: 0.4 }, []);
    const theirs = rules(0.6, { menu: 0.5 }, []);
    expect(putOnto(both, mine, theirs)).toEqual(rules(0.6, {}, []));
  });
});
