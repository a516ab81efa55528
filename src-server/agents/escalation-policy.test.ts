import { describe, expect, it } from 'vitest';
import { type AnswerEvidence, decide } from './escalation-policy.ts';

const sure: AnswerEvidence = { answerable: true, confidence: 0.9, relatedness: 0.8, declinesBefore: 0 };

describe('decide', () => {
  it('answers when the sources hold an answer and the confidence reaches the threshold', () => {
    expect(decide(sure, 0.9)).toEqual({ action: 'answer' });
  });

  it('hands an unsure answer to a person instead of sending it', () => {
    expect(decide({ ...sure, confidence: 0.49 }, 0.5)).toEqual({ action: 'escalate', reason: 'low_confidence' });
  });

  it('hands over a question about the business that nothing answers', () => {
    const evidence = { ...sure, answerable: false, confidence: 0.1, relatedness: 0.6 };
    expect(decide(evidence, 0.5)).toEqual({ action: 'escalate', reason: 'low_confidence' });
  });

  it('only says that it does not know when the question is about something else', () => {
    const evidence = { ...sure, answerable: false, confidence: 0.1, relatedness: 0.1 };
    expect(decide(evidence, 0.5)).toEqual({ action: 'decline' });
  });

  it('hands over the second time in a row that it does not know', () => {
    const evidence = { ...sure, answerable: false, confidence: 0.1, relatedness: 0.1, declinesBefore: 1 };
    expect(decide(evidence, 0.5)).toEqual({ action: 'escalate', reason: 'repeated_failure' });
  });
});
