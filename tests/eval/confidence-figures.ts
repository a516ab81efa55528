import { auroc } from './intent-figures.ts';

export { calibrationError, type Judged } from '../../src-server/learning/training/local/calibration-error.ts';

/** The chance that a question which can be answered gets more confidence than one which cannot; null without either. */
export function separation(answerable: readonly number[], unanswerable: readonly number[]): number | null {
  return answerable.length === 0 || unanswerable.length === 0 ? null : auroc(unanswerable, answerable);
}
