import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseValidation, type Splittable } from './dataset-split.ts';

const examples = fc
  .array(fc.record({ conversation: fc.option(fc.nat(20)), question: fc.nat(30) }), { maxLength: 60 })
  .map((rows): Splittable[] =>
    rows.map((row, index) => ({
      id: `e${index}`,
      conversationId: row.conversation === null ? null : `c${row.conversation}`,
      question: `question ${row.question}`,
    })),
  );

describe('chooseValidation', () => {
  it('never parts a conversation or a question, and holds back no more than the share', () => {
    fc.assert(
      fc.property(examples, (all) => {
        const held = chooseValidation(all, 0.2);
        expect(held.size <= all.length * 0.2).toBe(true);
        for (const a of all)
          for (const b of all) {
            const together =
              a.question === b.question || (a.conversationId !== null && a.conversationId === b.conversationId);
            if (together) expect(held.has(a.id)).toBe(held.has(b.id));
          }
      }),
    );
  });

  it('chooses the same whatever the order', () => {
    fc.assert(
      fc.property(examples, (all) => {
        const held = (list: Splittable[]) => [...chooseValidation(list, 0.3)].sort();
        expect(held([...all].reverse())).toEqual(held(all));
      }),
    );
  });

  it('holds back a tenth of independent examples', () => {
    const all = Array.from({ length: 200 }, (_, n) => ({ id: `${n}`, conversationId: null, question: `q ${n}` }));
    expect(chooseValidation(all, 0.1).size).toBe(20);
  });
});
