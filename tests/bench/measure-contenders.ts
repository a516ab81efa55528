import { percentile } from '../eval/retrieval-figures.ts';
import { type BenchVectors, recall } from './bench-vectors.ts';
import { CONTENDERS, installContender } from './contenders.ts';
import { timed } from './measure-search.ts';

/** For each library its p50, recall and load time, and how many times its p50 the API takes; or why it was left out. */
export type ContenderFigures = Record<`${Name}_${string}`, number | string>;

type Name = 'hnswlib' | 'lancedb';

const WARM_UP = 20;

/** Asks the libraries the same questions, in this process and without a border of any kind between. */
export async function measureContenders(
  vectors: BenchVectors,
  truth: readonly number[][],
  apiMs: number,
): Promise<ContenderFigures> {
  const figures: Record<string, number | string> = {};
  for (const [name, { packages, load }] of Object.entries(CONTENDERS)) {
    console.error(`  ${name}`);
    const missing = await installContender(packages);
    if (missing !== undefined) {
      console.error(`  ${name} could not be installed and is left out: ${missing}`);
      figures[`${name}_missing`] = missing;
      continue;
    }
    const { result: contender, ms: loadMs } = await timed(() => load(vectors));
    const found: number[][] = [];
    const times: number[] = [];
    for (const question of vectors.questions) {
      const { result, ms } = await timed(() => contender.search(question, truth[0]?.length ?? 0));
      found.push(result);
      times.push(ms);
    }
    await contender.close();
    const p50 = percentile(times.slice(WARM_UP), 0.5);
    figures[`${name}_p50_ms`] = p50;
    figures[`${name}_recall_at_5`] = recall(truth, found);
    figures[`${name}_load_s`] = Math.round(loadMs / 1000);
    figures[`${name}_api_ratio`] = Math.round((apiMs / p50) * 100) / 100;
  }
  return figures;
}
