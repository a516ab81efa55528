/**
 * Vectors that resemble real embeddings of a support desk's texts, without any text. Real embeddings are far from
 * uniform: they lie near a subspace of a few dozen dimensions whose weights fall off, share a common direction, and
 * form clusters (topics, with subjects in them). Here: 96 latent dimensions with weights 1 / (1 + k / 32), one topic
 * for every 200 rows, one subject for every 20, each row its subject plus noise, all mapped into the full space by a
 * fixed random matrix. Rows of one subject then have cosines of about .75, of one topic .5, of different topics .15.
 */
export interface VectorSource {
  /** The vector of a row. */
  row(): number[];
  /** A question near the subject of some row, but no row itself. */
  question(): number[];
}

const DIMENSIONS = 1536;
const LATENT = 192;
const ROWS_PER_TOPIC = 200;
const ROWS_PER_SUBJECT = 20;
const COMMON = 0.35;

export function createVectorSource(rows: number, seed: number): VectorSource {
  const normal = normals(seed);
  const weights = Array.from({ length: LATENT }, (_, k) => 1 / (1 + k / 32));
  const latent = (scale: number) => weights.map((weight) => normal() * weight * scale);
  const map = Float32Array.from({ length: LATENT * DIMENSIONS }, normal);
  const common = latent(COMMON);
  const topics = Array.from({ length: Math.ceil(rows / ROWS_PER_TOPIC) }, () => latent(0.6));
  const subjects = Array.from({ length: Math.ceil(rows / ROWS_PER_SUBJECT) }, (_, index) =>
    sum(topics[index % topics.length] ?? common, latent(0.5)),
  );
  let made = 0;
  const near = (subject: number, noise: number) =>
    toUnit(map, sum(common, sum(subjects[subject % subjects.length] ?? common, latent(noise))));
  return {
    row: () => near(made++, 0.5),
    question: () => near(Math.floor(Math.abs(normal()) * 1e6), 1),
  };
}

function sum(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, index) => value + (b[index] ?? 0));
}

function toUnit(map: Float32Array, latent: readonly number[]): number[] {
  const vector = new Float64Array(DIMENSIONS);
  for (let k = 0; k < LATENT; k += 1) {
    const weight = latent[k] ?? 0;
    for (let at = 0; at < DIMENSIONS; at += 1)
      vector[at] = (vector[at] ?? 0) + weight * (map[k * DIMENSIONS + at] ?? 0);
  }
  const length = Math.hypot(...vector);
  // Six digits are what embedding services send.
  return Array.from(vector, (value) => Math.round((value / length) * 1e6) / 1e6);
}

/** Normally distributed numbers that are the same in every run, by the way of Box and Muller. */
function normals(seed: number): () => number {
  const uniform = uniforms(seed);
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Evenly distributed numbers above 0, up to 1, that are the same in every run: mulberry32. */
export function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 1) / 4294967297;
  };
}
