import { shuffled } from '../../core/seeded-random.ts';
import { type LabelledText, trainIntents } from './train-classifier.ts';

/** A sentence that the router takes for another intent's while it has not seen it. */
export interface Stray {
  text: string;
  intent: string;
  takenFor: string;
}

/** Each sentence is left out once, with a tenth of the others: ten trainings instead of a thousand. */
const FOLDS = 10;
const SEED = 1;

/**
 * Routes each of the first `sentenceCount` examples by a classifier that has seen all but a tenth of the examples, among
 * which it is (tenfold cross-validation: S. Geisser, "The Predictive Sample Reuse Method with Applications", 1975). With
 * fewer than ten examples each is left out alone.
 */
export function findStrays(examples: readonly LabelledText[], sentenceCount: number): Stray[] {
  const intents = [...new Set(examples.map((example) => example.intent))].sort();
  const folds = Math.min(FOLDS, examples.length);
  const foldOf = new Int32Array(examples.length);
  for (const [place, at] of shuffled(examples.length, SEED).entries()) foldOf[at] = place % folds;
  const strays: Stray[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const seen = examples.filter((_, at) => foldOf[at] !== fold);
    if (seen.length === 0) continue;
    const { space, logits } = trainIntents(seen, intents, SEED);
    for (const [at, example] of examples.slice(0, sentenceCount).entries()) {
      if (foldOf[at] !== fold) continue;
      const outputs = logits(space.toRow(example));
      const takenFor = intents[indexOfLargest(outputs)] ?? '';
      if (takenFor !== example.intent) strays.push({ text: example.text, intent: example.intent, takenFor });
    }
  }
  return strays;
}

function indexOfLargest(values: Float32Array): number {
  let best = 0;
  for (const [at, value] of values.entries()) if (value > (values[best] ?? 0)) best = at;
  return best;
}
