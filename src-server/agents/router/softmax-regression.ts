import { shuffled } from '../../core/seeded-random.ts';
import type { FeatureRow, FeatureSpace } from './feature-space.ts';

export interface SoftmaxModel {
  /** One number a class: the higher, the likelier. */
  logits(row: FeatureRow): Float32Array;
}

export interface TrainingOptions {
  classCount: number;
  seed: number;
  /** Passes over the examples. */
  epochs: number;
  /** Strength of the ridge, of the sum of losses. */
  ridge: number;
  /** The size of the first step; steps fall to 0 in a straight line. */
  firstStep: number;
}

/** Classes that are less likely than this for an example are not moved by it: their gradient is noise, and most are so. */
const NEGLIGIBLE = 1e-4;
/** The factor is put into the weights before single precision runs out. */
const SMALLEST_SCALE = 1e-6;
/** Of a class with few examples. */
const MOST_WEIGHT = 4;

/**
 * Multinomial logistic regression with a ridge, by stochastic gradient descent: minimises
 * Σ −weight(class) · ln softmax(W·x)[class] + ridge/2 · |W|². The ridge is applied by one common factor, as in L. Bottou, "Stochastic
 * Gradient Descent Tricks" (2012), section 5.1, so that a step touches only the features of its example. The same
 * examples, options and seed give the same model.
 */
export function trainSoftmax(
  rows: readonly FeatureRow[],
  classes: ArrayLike<number>,
  space: Pick<FeatureSpace, 'denseSize' | 'sparseSize'>,
  options: TrainingOptions,
): SoftmaxModel {
  const { classCount, epochs } = options;
  const weights = new Float32Array((space.denseSize + space.sparseSize) * classCount);
  let scale = 1;
  const outputs = new Float32Array(classCount);
  const moved = new Int32Array(classCount);
  const steps = epochs * rows.length;
  const weightOf = classWeights(classes, classCount);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const index of shuffled(rows.length, options.seed + epoch)) {
      const row = rows[index];
      if (row === undefined) continue;
      const size = options.firstStep * (1 - step / steps);
      step += 1;
      addOutputs(weights, row, space.denseSize, outputs, scale);
      toProbabilities(outputs);
      scale *= 1 - (size * options.ridge) / rows.length;
      if (scale < SMALLEST_SCALE) scale = foldIn(weights, scale);
      const wanted = classes[index] ?? 0;
      let count = 0;
      for (let c = 0; c < classCount; c += 1) {
        const error = (c === wanted ? 1 : 0) - at(outputs, c);
        if (Math.abs(error) < NEGLIGIBLE) continue;
        outputs[count] = error;
        moved[count] = c;
        count += 1;
      }
      move(weights, row, space.denseSize, classCount, outputs, moved, count, (size * weightOf(wanted)) / scale);
    }
  }
  foldIn(weights, scale);
  return {
    logits(row) {
      const result = new Float32Array(classCount);
      addOutputs(weights, row, space.denseSize, result, 1);
      return result;
    },
  };
}

/**
 * A class with few examples counts for more, by the root of how much smaller than the average it is: else an intent that
 * an owner tells by three sentences is never chosen beside one with a hundred.
 */
function classWeights(classes: ArrayLike<number>, classCount: number): (c: number) => number {
  const counts = new Float64Array(classCount);
  for (let n = 0; n < classes.length; n += 1) {
    const c = classes[n] ?? 0;
    counts[c] = (counts[c] ?? 0) + 1;
  }
  const average = classes.length / classCount;
  return (c) => Math.min(MOST_WEIGHT, Math.max(1, Math.sqrt(average / (counts[c] || average))));
}

/** Multiplies the weights by their common factor, which is 1 afterwards. */
function foldIn(weights: Float32Array, scale: number): 1 {
  for (let n = 0; n < weights.length; n += 1) weights[n] = at(weights, n) * scale;
  return 1;
}

/** softmax in place: e^z / Σ e^z, with the largest z taken off first. */
export function toProbabilities(outputs: Float32Array): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (const value of outputs) if (value > largest) largest = value;
  let sum = 0;
  for (let c = 0; c < outputs.length; c += 1) {
    const value = Math.exp(at(outputs, c) - largest);
    outputs[c] = value;
    sum += value;
  }
  for (let c = 0; c < outputs.length; c += 1) outputs[c] = at(outputs, c) / sum;
}

/** outputs = scale · W·x. The weights of one feature lie side by side, one a class. */
function addOutputs(
  weights: Float32Array,
  row: FeatureRow,
  denseSize: number,
  outputs: Float32Array,
  scale: number,
): void {
  outputs.fill(0);
  addFeatures(weights, 0, undefined, row.dense, outputs);
  addFeatures(weights, denseSize, row.sparse.indices, row.sparse.values, outputs);
  for (let c = 0; c < outputs.length; c += 1) outputs[c] = scale * at(outputs, c);
}

/** Four features in one pass: the sums are read and written a quarter as often, which halves the time of training. */
function addFeatures(
  weights: Float32Array,
  firstFeature: number,
  indices: Int32Array | undefined,
  values: Float32Array,
  outputs: Float32Array,
): void {
  const classCount = outputs.length;
  const startOf = (n: number) => (firstFeature + (indices === undefined ? n : at(indices, n))) * classCount;
  let n = 0;
  for (; n + 3 < values.length; n += 4) {
    const [s0, s1, s2, s3] = [startOf(n), startOf(n + 1), startOf(n + 2), startOf(n + 3)];
    const [v0, v1, v2, v3] = [at(values, n), at(values, n + 1), at(values, n + 2), at(values, n + 3)];
    for (let c = 0; c < classCount; c += 1)
      outputs[c] =
        at(outputs, c) +
        v0 * at(weights, s0 + c) +
        v1 * at(weights, s1 + c) +
        v2 * at(weights, s2 + c) +
        v3 * at(weights, s3 + c);
  }
  for (; n < values.length; n += 1) {
    const start = startOf(n);
    const value = at(values, n);
    for (let c = 0; c < classCount; c += 1) outputs[c] = at(outputs, c) + value * at(weights, start + c);
  }
}

/** Takes a step along the gradient of one example, for the classes that it moves. */
function move(
  weights: Float32Array,
  row: FeatureRow,
  denseSize: number,
  classCount: number,
  errors: Float32Array,
  moved: Int32Array,
  count: number,
  size: number,
): void {
  const moveFeature = (start: number, factor: number) => {
    for (let n = 0; n < count; n += 1) {
      const index = start + at(moved, n);
      weights[index] = at(weights, index) + factor * at(errors, n);
    }
  };
  for (let feature = 0; feature < denseSize; feature += 1)
    moveFeature(feature * classCount, size * at(row.dense, feature));
  const { indices, values } = row.sparse;
  for (let n = 0; n < indices.length; n += 1)
    moveFeature((denseSize + at(indices, n)) * classCount, size * at(values, n));
}

/** A number that is known to be there: checks in the inner loops would double their time. */
function at(numbers: Float32Array | Int32Array, index: number): number {
  return numbers[index] as number;
}
