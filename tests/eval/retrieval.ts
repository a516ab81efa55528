import { join } from 'node:path';
import { z } from 'zod';
import type { SearchLegs } from '../../src-server/knowledge/blend-scores.ts';
import { openEvalDesk } from './eval-desk.ts';
import { readLines } from './read-lines.ts';
import { fuseByRank, type Outcome, type RetrievalFigures, retrievalFigures } from './retrieval-figures.ts';

const Question = z.object({ id: z.string(), text: z.string(), relevant: z.array(z.string()) });

/** A long row is found by several chunks; so many hits give ten different rows. */
const HITS = 50;

export interface RetrievalResult extends RetrievalFigures {
  /** Nearest vectors alone. */
  vector: RetrievalFigures;
  /** Plain BM25 alone. */
  text: RetrievalFigures;
  /** Both legs fused by rank, for comparison. */
  rank_fusion: RetrievalFigures;
}

/**
 * `npm run eval -- retrieval`: asks each question of queries.jsonl and looks at which place a relevant row is found.
 * Times are of the whole search, with the embedding of the question where it is needed.
 */
export async function measureRetrieval(dataDir: string): Promise<RetrievalResult> {
  const questions = await readLines(join(dataDir, 'queries.jsonl'), Question);
  const desk = await openEvalDesk(dataDir);
  const outcomes = { both: [] as Outcome[], vector: [] as Outcome[], text: [] as Outcome[], fused: [] as Outcome[] };
  try {
    await desk.search({ query: 'warm up', limit: HITS });
    for (const [index, { text, relevant }] of questions.entries()) {
      if (index % 50 === 0) process.stderr.write(`\r  asked ${index} of ${questions.length}`);
      const startedMs = performance.now();
      const vector = await desk.embed(text);
      const embedMs = performance.now() - startedMs;
      const ask = async (legs: SearchLegs): Promise<string[]> => {
        const askedMs = performance.now();
        const hits = await desk.search({ query: text, vector, limit: HITS, legs });
        const ms = performance.now() - askedMs + (legs === 'text' ? 0 : embedMs);
        const found = [...new Set(hits.map((hit) => hit.rowId))];
        outcomes[legs].push({ relevant, found, ms });
        return found;
      };
      await ask('both');
      const lists = [await ask('vector'), await ask('text')];
      outcomes.fused.push({ relevant, found: fuseByRank(lists), ms: 0 });
    }
    process.stderr.write('\n');
  } finally {
    await desk.stop();
  }
  return {
    ...retrievalFigures(outcomes.both),
    vector: retrievalFigures(outcomes.vector),
    text: retrievalFigures(outcomes.text),
    rank_fusion: retrievalFigures(outcomes.fused),
  };
}
