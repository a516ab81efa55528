/** The centre and spread of a figure on messages that belong somewhere. */
export interface Scale {
  mean: number;
  deviation: number;
}

/** The share of messages within scope that may be taken for foreign ones. */
const WRONGLY_REJECTED = 0.05;

export function fitScale(values: readonly number[]): Scale {
  if (values.length < 2) return { mean: values[0] ?? 0, deviation: 1 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

export function standardised(value: number, { mean, deviation }: Scale): number {
  return (value - mean) / deviation;
}

/** The score that only WRONGLY_REJECTED of these messages, which are all within scope, exceed. */
export function fitThreshold(scores: readonly number[]): number {
  const sorted = [...scores].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * (1 - WRONGLY_REJECTED)))] ?? 0;
}

/**
 * The temperature that makes probabilities honest (C. Guo et al., "On Calibration of Modern Neural Networks", 2017):
 * minimises Σ −ln softmax(logits / T)[class] on messages that were not trained on, by golden-section search over ln T.
 */
export function fitTemperature(logits: readonly Float32Array[], classes: readonly number[]): number {
  if (logits.length === 0) return 1;
  const loss = (lnTemperature: number): number => {
    const inverse = Math.exp(-lnTemperature);
    let sum = 0;
    for (const [at, values] of logits.entries()) {
      let largest = Number.NEGATIVE_INFINITY;
      for (const value of values) largest = Math.max(largest, value);
      let total = 0;
      for (const value of values) total += Math.exp((value - largest) * inverse);
      sum += Math.log(total) - ((values[classes[at] ?? 0] ?? 0) - largest) * inverse;
    }
    return sum;
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.1), Math.log(20)];
  while (high - low > 0.005) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
