import { Worker } from 'node:worker_threads';
import { errorText } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Stray } from './check-sentences.ts';
import type { LabelledText } from './train-classifier.ts';

const WORKER_FILE = new URL(
  `./check-sentences.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
);

/** What the router knows, as people ask for it. */
export interface LessonReport {
  state: 'learning' | 'in_use' | 'failed';
  inUseSince: Date | undefined;
  sentenceCount: number;
  /** Undefined until the check is done, which the first reading begins, and when it failed. */
  strays: readonly Stray[] | undefined;
  isChecking: boolean;
  /** Why the last lesson failed. */
  reason: string | undefined;
}

interface Lesson {
  examples: readonly LabelledText[];
  sentenceCount: number;
}

/**
 * Follows the lessons. The sentences of a lesson are checked in a thread of their own, once, and only when somebody looks:
 * it takes seconds of a core that customers' messages could use.
 */
export function createLessonReport({ log }: { log: Log }) {
  let lesson: Lesson | undefined;
  let inUseSince: Date | undefined;
  let reason: string | undefined;
  let strays: readonly Stray[] | undefined;
  let worker: Worker | undefined;
  let isChecking = false;

  function check(of: Lesson): void {
    const { sentenceCount } = of;
    const examples = of.examples.map(({ text, intent, vector }) => ({
      text,
      intent,
      vector: Float32Array.from(vector),
    }));
    const current = new Worker(WORKER_FILE, { name: 'router check', workerData: { examples, sentenceCount } });
    current.unref();
    worker = current;
    isChecking = true;
    current.on('message', (found: Stray[]) => {
      if (lesson === of) strays = found;
    });
    current.on('exit', () => {
      if (worker === current) isChecking = false;
    });
    current.on('error', (error) => {
      log.warn('the sentences of the intents could not be checked', { reason: errorText(error) });
    });
  }

  return {
    learnt(next: Lesson, at: Date): void {
      void worker?.terminate();
      worker = undefined;
      isChecking = false;
      lesson = next;
      inUseSince = at;
      reason = undefined;
      strays = undefined;
    },
    failed(why: string): void {
      reason = why;
    },
    read(isLearning: boolean): LessonReport {
      if (!isLearning && lesson !== undefined && worker === undefined) check(lesson);
      const state = isLearning ? 'learning' : reason !== undefined || lesson === undefined ? 'failed' : 'in_use';
      return { state, inUseSince, sentenceCount: lesson?.sentenceCount ?? 0, strays, isChecking, reason };
    },
    stop: async () => void (await worker?.terminate()),
  };
}
