import type { LabelledText } from './train-classifier.ts';

/** So alike are two ways to say the same; measured on paraphrases with the built-in model. */
const SAME_MESSAGE = 0.85;

/** The newest correction of nearly the same message, if people made one: it is obeyed, whatever the classifier says. */
export function findCorrection(
  corrections: readonly LabelledText[],
  vector: ArrayLike<number>,
): LabelledText | undefined {
  let found: LabelledText | undefined;
  let best = SAME_MESSAGE;
  for (const correction of corrections) {
    const similarity = product(correction.vector, vector);
    if (similarity < best) continue;
    best = similarity;
    found = correction;
  }
  return found;
}

function product(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
