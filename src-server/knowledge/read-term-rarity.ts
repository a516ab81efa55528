import type { TermRarity } from '../models/text/term-rarity.ts';
import { terms } from '../models/text/words.ts';
import type { TermStatistics } from './term-statistics.ts';

/**
 * Tells how rare the terms of these texts are among all chunks in use: 0 for one that all have, 1 for one that none has.
 * Terms of other texts count as ones that none has.
 */
export function createTermRarityReader(statistics: TermStatistics) {
  return async function readTermRarity(texts: readonly string[]): Promise<TermRarity> {
    const asked = [...new Set(texts.flatMap(terms))];
    const { chunkCount } = await statistics.readTotals();
    const having = await statistics.countChunksWith(asked);
    const idf = (count: number) => Math.log(1 + (Math.max(chunkCount, count) - count + 0.5) / (count + 0.5));
    return (term) => idf(having.get(term) ?? 0) / idf(0);
  };
}
