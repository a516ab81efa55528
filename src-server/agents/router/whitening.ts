/** A linear map that makes the spread within intents alike in every direction. */
export interface Whitening {
  apply(vector: ArrayLike<number>): Float32Array;
}

/** How far the covariance is drawn towards a ball: ten examples an intent do not tell 512 directions apart. */
const SHRINKAGE = 0.5;

/**
 * Learns the whitening of linear discriminant analysis (R. A. Fisher 1936, in the form of C. R. Rao 1948): with
 * S = (1 − s) · Sw + s · tr(Sw)/d · I the shrunk covariance within classes and S = L · Lᵀ its Cholesky factors, a vector
 * x becomes L⁻¹ · (x − mean), scaled to length 1. Differences of wording within an intent then count for less than
 * those between intents.
 */
export function fitWhitening(
  vectors: readonly ArrayLike<number>[],
  classes: ArrayLike<number>,
  dimensions: number,
): Whitening {
  const mean = meanOf(vectors, dimensions);
  const lower = cholesky(shrunkScatter(vectors, classes, dimensions), dimensions);
  return {
    apply(vector) {
      const result = new Float32Array(dimensions);
      let squares = 0;
      for (let row = 0; row < dimensions; row += 1) {
        let value = (vector[row] ?? 0) - (mean[row] ?? 0);
        const start = row * dimensions;
        for (let column = 0; column < row; column += 1) value -= (lower[start + column] ?? 0) * (result[column] ?? 0);
        value /= lower[start + row] ?? 1;
        result[row] = value;
        squares += value * value;
      }
      const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
      for (let row = 0; row < dimensions; row += 1) result[row] = (result[row] ?? 0) * scale;
      return result;
    },
  };
}

function meanOf(vectors: readonly ArrayLike<number>[], dimensions: number): Float64Array {
  const mean = new Float64Array(dimensions);
  for (const vector of vectors)
    for (let at = 0; at < dimensions; at += 1) mean[at] = (mean[at] ?? 0) + (vector[at] ?? 0) / vectors.length;
  return mean;
}

function shrunkScatter(
  vectors: readonly ArrayLike<number>[],
  classes: ArrayLike<number>,
  dimensions: number,
): Float64Array {
  const members = new Map<number, ArrayLike<number>[]>();
  for (const [at, vector] of vectors.entries()) {
    const group = members.get(classes[at] ?? 0);
    if (group === undefined) members.set(classes[at] ?? 0, [vector]);
    else group.push(vector);
  }
  const scatter = new Float64Array(dimensions * dimensions);
  const difference = new Float64Array(dimensions);
  for (const group of members.values()) {
    const mean = meanOf(group, dimensions);
    for (const vector of group) {
      for (let at = 0; at < dimensions; at += 1) difference[at] = (vector[at] ?? 0) - (mean[at] ?? 0);
      for (let row = 0; row < dimensions; row += 1) {
        const factor = (difference[row] ?? 0) / vectors.length;
        const start = row * dimensions;
        for (let column = 0; column <= row; column += 1)
          scatter[start + column] = (scatter[start + column] ?? 0) + factor * (difference[column] ?? 0);
      }
    }
  }
  let trace = 0;
  for (let at = 0; at < dimensions; at += 1) trace += scatter[at * dimensions + at] ?? 0;
  // One example an intent has no spread within: the map then only centres.
  const ball = trace > 0 ? (SHRINKAGE * trace) / dimensions : 1;
  for (let at = 0; at < scatter.length; at += 1) scatter[at] = (scatter[at] ?? 0) * (1 - SHRINKAGE);
  for (let at = 0; at < dimensions; at += 1)
    scatter[at * dimensions + at] = (scatter[at * dimensions + at] ?? 0) + ball;
  return scatter;
}

/** The lower factor of a symmetric positive definite matrix, of which only the lower half is read. */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column] ?? 0;
      for (let at = 0; at < column; at += 1) sum -= (lower[row * size + at] ?? 0) * (lower[column * size + at] ?? 0);
      lower[row * size + column] = row === column ? Math.sqrt(sum) : sum / (lower[column * size + column] ?? 1);
    }
  }
  return lower;
}
