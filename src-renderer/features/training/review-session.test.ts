import { describe, expect, it } from 'vitest';
import type { TrainingExample } from '#contract/learning.ts';
import { current, decide, EMPTY_SESSION, takeBack, tally, undecided } from './review-session.ts';

const example = (id: string): TrainingExample => ({
  id,
  question: `question ${id}`,
  answer: 'answer',
  intent: null,
  status: 'pending',
  sourceType: 'feedback',
  conversationId: null,
  messageId: null,
  qualityScore: 0.9,
  confidence: null,
  usageCount: 0,
  lastUsedAt: null,
  reviewedBy: null,
  reviewedAt: null,
  createdAt: '2026-11-22T18:00:00Z',
  secondLook: null,
  alike: [],
  furtherSources: [],
  conflicts: [],
  isWithheld: false,
});

const queue = [example('a'), example('b'), example('c')];

describe('a review session', () => {
  it('begins with the oldest', () => {
    expect(current(queue, EMPTY_SESSION)?.id).toBe('a');
  });

  it('moves on at once, and hides what was decided until the server has too', () => {
    const session = decide(EMPTY_SESSION, queue, { exampleId: 'a', verdict: 'approved' });
    const open = undecided(queue, session);
    expect(open.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(current(open, session)?.id).toBe('b');
  });

  it('goes on after the one that was decided, and back at the end', () => {
    const chosen = { ...EMPTY_SESSION, chosenId: 'b' };
    expect(decide(chosen, queue, { exampleId: 'b', verdict: 'rejected' }).chosenId).toBe('c');
    expect(decide(chosen, queue, { exampleId: 'c', verdict: 'rejected' }).chosenId).toBe('b');
  });

  it('puts back what was undone', () => {
    const session = decide(EMPTY_SESSION, queue, { exampleId: 'a', verdict: 'rejected' });
    const undone = takeBack(session, 'a');
    expect(current(undecided(queue, undone), undone)?.id).toBe('a');
    expect(undone.decisions).toEqual([]);
  });

  it('counts by verdict', () => {
    let session = decide(EMPTY_SESSION, queue, { exampleId: 'a', verdict: 'edited' });
    session = decide(session, queue, { exampleId: 'b', verdict: 'rejected' });
    expect(tally(session)).toEqual({ approved: 0, edited: 1, rejected: 1 });
  });
});
