/** One test row: what it is, what it was taken for, and how foreign it seemed. */
export interface Verdict {
  wanted: string;
  given: string;
}

/** The share that was right. */
export function accuracy(verdicts: readonly Verdict[]): number {
  return verdicts.filter(({ wanted, given }) => wanted === given).length / Math.max(1, verdicts.length);
}

export interface ClassFigures {
  precision: number;
  recall: number;
  f1: number;
  rows: number;
}

/** Precision, recall and F1 of each class that the rows hold. */
export function perClass(verdicts: readonly Verdict[]): Record<string, ClassFigures> {
  const classes = [...new Set(verdicts.map(({ wanted }) => wanted))].sort();
  return Object.fromEntries(
    classes.map((name) => {
      const rows = verdicts.filter(({ wanted }) => wanted === name).length;
      const taken = verdicts.filter(({ given }) => given === name).length;
      const right = verdicts.filter(({ wanted, given }) => wanted === name && given === name).length;
      return [
        name,
        { precision: taken === 0 ? 0 : right / taken, recall: right / rows, f1: (2 * right) / (rows + taken), rows },
      ];
    }),
  );
}

export function macroF1(classes: Record<string, ClassFigures>): number {
  const all = Object.values(classes);
  return all.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, all.length);
}

/** The chance that a foreign row scores higher than one that is not, ties counting half (the area under the ROC curve). */
export function auroc(inside: readonly number[], foreign: readonly number[]): number {
  const sorted = [...inside].sort((a, b) => a - b);
  const below = (value: number, orEqual: boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = sorted[middle] ?? 0;
      if (at < value || (orEqual && at === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const sum = foreign.reduce((total, value) => total + (below(value, false) + below(value, true)) / 2, 0);
  return sum / (inside.length * foreign.length);
}

/** The share of foreign rows found at the threshold which takes at most `share` of the others for foreign. */
export function recallAtRejection(inside: readonly number[], foreign: readonly number[], share: number): number {
  const falling = [...inside].sort((a, b) => b - a);
  const threshold = falling[Math.floor(falling.length * share)] ?? Number.NEGATIVE_INFINITY;
  return foreign.filter((value) => value > threshold).length / foreign.length;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
