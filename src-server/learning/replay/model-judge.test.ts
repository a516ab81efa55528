import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../contract/replays.ts';
import { AppError } from '../../core/errors.ts';
import type { PerformTask } from '../../models/model-task.ts';
import { createModelJudge, weighJudgements } from './model-judge.ts';

const ANSWERS = { question: 'Is there a deposit?', reference: null, before: 'Yes.', after: 'Yes, $100.' };
const USAGE = { inputTokens: 10, outputTokens: 5, costMicroUsd: 7, ms: 3 };

/** A model that gives these replies, one a call; an error is thrown. */
function saying(...replies: (object | Error)[]): { perform: PerformTask; asked: unknown[] } {
  const asked: unknown[] = [];
  const perform: PerformTask = async ({ data, form }) => {
    asked.push(JSON.parse(data));
    const reply = replies[asked.length - 1];
    if (reply === undefined || reply instanceof Error) throw reply ?? new Error('No call was expected.');
    return { value: form.schema.parse(reply), model: 'some-model', usage: USAGE };
  };
  return { perform, asked };
}

describe('a model that compares two answers', () => {
  it.each([
    ['second', 'first', 'better'],
    ['first', 'second', 'worse'],
    ['neither', 'neither', 'same'],
    ['first', 'first', null],
    ['second', 'second', null],
    ['neither', 'first', null],
  ] as const)('counts %s and then %s as %s', async (one, other, verdict) => {
    const { perform, asked } = saying({ better: one, why: 'A' }, { better: other, why: 'B' });
    const judged = await createModelJudge(perform)(ANSWERS);
    expect(judged).toMatchObject({ verdict, model: 'some-model', costMicroUsd: 14, ms: 6 });
    // Nothing but the places tells them apart.
    const { question, before, after } = ANSWERS;
    expect(asked).toEqual([
      { question, first: before, second: after },
      { question, first: after, second: before },
    ]);
  });

  it('gives no judgement where one of its replies cannot be had, and says what it cost', async () => {
    const { perform } = saying({ better: 'second', why: 'A' }, new AppError('MODEL_FAILED', 'The budget is used up.'));
    expect(await createModelJudge(perform)(ANSWERS)).toEqual({
      ...{ verdict: null, why: 'The budget is used up.', model: 'some-model', costMicroUsd: 7, ms: 3 },
    });
  });

  it('is not asked on where the work was stopped', async () => {
    const { perform } = saying(new AppError('MODEL_FAILED', 'Stopped.'));
    const stopped = AbortSignal.abort(new Error('The sidecar stops.'));
    await expect(createModelJudge(perform)(ANSWERS, stopped)).rejects.toThrow('The sidecar stops.');
  });
});

describe('what counts of the rules and the model', () => {
  it.each([
    ['same', 'better', 'better'],
    ['same', 'worse', 'worse'],
    ['better', 'worse', 'worse'],
    ['better', 'same', 'same'],
    ['worse', 'same', 'same'],
    ['worse', 'better', 'same'],
    ['worse', null, 'worse'],
  ] as const)('with %s and %s is %s', (rules: Verdict, model: Verdict | null, counts: Verdict) => {
    const weighed = weighJudgements({ verdict: rules, why: 'by rule' }, { verdict: model, why: 'by model' });
    expect(weighed.verdict).toBe(counts);
  });
});
