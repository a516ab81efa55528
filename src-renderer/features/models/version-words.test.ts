import { describe, expect, it } from 'vitest';
import { figureWords } from './version-words.ts';

describe('a figure of a version', () => {
  it('is better when fewer confidences are off, and when more answers are right', () => {
    expect(figureWords({ name: 'calibration_error', count: 9, before: 0.21, after: 0.08 })).toEqual({
      label: 'Off in its confidence',
      before: '21 %',
      after: '8 %',
      change: 'better',
    });
    expect(figureWords({ name: 'right_answers', count: 9, before: 0.7, after: 0.6 }).change).toBe('worse');
    expect(figureWords({ name: 'right_intent', count: 9, before: 0.7, after: 0.702 }).change).toBe('same');
  });
});
