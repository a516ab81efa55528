import type { TrainingExample } from '#contract/learning.ts';

/** One decision of this session, so that it can be taken back. */
export interface Decision {
  exampleId: string;
  verdict: 'approved' | 'edited' | 'rejected';
}

export interface ReviewSession {
  /** Newest last. */
  decisions: readonly Decision[];
  /** The example in front; the first undecided one when it is gone or none was chosen. */
  chosenId: string | undefined;
}

export const EMPTY_SESSION: ReviewSession = { decisions: [], chosenId: undefined };

/** What is still to decide: the server's queue without what was decided a moment ago. */
export function undecided(queue: readonly TrainingExample[], session: ReviewSession): TrainingExample[] {
  const decided = new Set(session.decisions.map(({ exampleId }) => exampleId));
  return queue.filter(({ id }) => !decided.has(id));
}

export function current(open: readonly TrainingExample[], session: ReviewSession): TrainingExample | undefined {
  return open.find(({ id }) => id === session.chosenId) ?? open[0];
}

/** Notes the decision and moves to the example after it, without waiting for the server. */
export function decide(session: ReviewSession, open: readonly TrainingExample[], decision: Decision): ReviewSession {
  const index = open.findIndex(({ id }) => id === decision.exampleId);
  const next = open[index + 1] ?? open[index - 1];
  return { decisions: [...session.decisions, decision], chosenId: next?.id };
}

/** Takes a decision back and puts its example in front again. */
export function takeBack(session: ReviewSession, exampleId: string): ReviewSession {
  return { decisions: session.decisions.filter((decision) => decision.exampleId !== exampleId), chosenId: exampleId };
}

export function tally(session: ReviewSession): Record<Decision['verdict'], number> {
  const counts = { approved: 0, edited: 0, rejected: 0 };
  for (const { verdict } of session.decisions) counts[verdict]++;
  return counts;
}
