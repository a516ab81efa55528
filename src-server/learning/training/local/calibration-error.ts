/** An answer that was or would have been given: how sure the product was of it, and whether it was right. */
export interface Judged {
  confidence: number;
  right: boolean;
}

const BINS = 10;

/**
 * The expected calibration error: in ten bins by confidence, how far on average the share that was right lies from what
 * was claimed. 0 where "80 % sure" is right eight times of ten.
 */
export function calibrationError(judged: readonly Judged[]): number {
  const binOf = ({ confidence }: Judged) => Math.min(BINS - 1, Math.floor(confidence * BINS));
  let sum = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const inBin = judged.filter((one) => binOf(one) === bin);
    const claimed = inBin.reduce((total, one) => total + one.confidence, 0);
    sum += Math.abs(claimed - inBin.filter((one) => one.right).length);
  }
  return judged.length === 0 ? 0 : sum / judged.length;
}
