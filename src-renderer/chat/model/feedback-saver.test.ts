import { expect, it } from 'vitest';
import type { FeedbackValues } from '#contract/conversations.ts';
import { NO_FEEDBACK } from './feedback.ts';
import { createFeedbackSaver } from './feedback-saver.ts';

it('saves one change at a time and the last one last, leaving out those that were overtaken', async () => {
  const saved: (number | null)[] = [];
  const done: unknown[] = [];
  let finish = Promise.withResolvers<void>();
  const save = createFeedbackSaver(
    (_id, { stars }) => {
      saved.push(stars);
      return finish.promise;
    },
    (_id, outcome) => done.push(outcome),
  );
  const stars = (count: number): FeedbackValues => ({ ...NO_FEEDBACK, stars: count });

  const first = save('m', stars(1));
  void save('m', stars(2));
  void save('m', stars(3));
  expect(saved).toEqual([1]);
  finish.resolve();
  await first;
  expect(saved).toEqual([1, 3]);
  expect(done).toEqual([{ saved: stars(3) }]);

  finish = Promise.withResolvers();
  const failing = save('m', stars(5));
  finish.reject(new Error('gone'));
  await failing;
  expect(done.at(-1)).toEqual({ error: new Error('gone') });
});
