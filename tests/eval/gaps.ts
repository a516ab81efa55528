import { join } from 'node:path';
import { z } from 'zod';
import { type GapMember, nearestGap } from '../../src-server/knowledge/gaps/nearest-gap.ts';
import { createOfflineEmbedder } from '../../src-server/models/offline/offline-embedder.ts';
import { createTermRarity } from '../../src-server/models/text/term-rarity.ts';
import { readLines } from './read-lines.ts';

const Question = z.object({ text: z.string(), relevant: z.array(z.string()).min(1) });
const NEIGHBOURS = 60;

export interface GapFigures {
  questions: number;
  /** Different answers that the questions need, and gaps that they were put into. */
  topics: number;
  gaps: number;
  /** Of the pairs in one gap, those that need the same answer; and of those, the ones in one gap. */
  precision: number;
  recall: number;
  /** 1 for the same grouping, 0 for chance. */
  adjusted_rand: number;
}

/** `npm run eval -- gaps`: sorts each question in turn as the desk does; questions with the same answer belong together. */
export async function measureGaps(dataDir: string): Promise<GapFigures> {
  const questions = await readLines(join(dataDir, 'queries.jsonl'), Question);
  const embedder = createOfflineEmbedder();
  try {
    const vectors = await embedder.embed(questions.map(({ text }) => text));
    const found = sortInTurn(
      questions.map(({ text }) => text),
      vectors,
    );
    return compare(
      questions.map(({ relevant }) => relevant[0] ?? ''),
      found,
    );
  } finally {
    await embedder.stop();
  }
}

function sortInTurn(texts: readonly string[], vectors: readonly (readonly number[])[]): string[] {
  const rarity = createTermRarity(texts);
  const gaps: string[] = [];
  for (const [index, text] of texts.entries()) {
    const members: GapMember[] = gaps
      .map((gapId, other) => ({
        gapId,
        text: texts[other] ?? '',
        similarity: cosine(vectors[index] ?? [], vectors[other] ?? []),
      }))
      .sort((left, right) => right.similarity - left.similarity)
      .slice(0, NEIGHBOURS);
    gaps.push(nearestGap(text, members, rarity)?.gapId ?? String(index));
  }
  return gaps;
}

function cosine(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}

function compare(wanted: readonly string[], found: readonly string[]): GapFigures {
  let [both, inGap, inTopic] = [0, 0, 0];
  for (let left = 0; left < wanted.length; left += 1)
    for (let right = 0; right < left; right += 1) {
      const [sameTopic, sameGap] = [wanted[left] === wanted[right], found[left] === found[right]];
      if (sameTopic && sameGap) both += 1;
      if (sameGap) inGap += 1;
      if (sameTopic) inTopic += 1;
    }
  const byChance = (inGap * inTopic) / ((wanted.length * (wanted.length - 1)) / 2);
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return {
    questions: wanted.length,
    topics: new Set(wanted).size,
    gaps: new Set(found).size,
    precision: round(both / Math.max(1, inGap)),
    recall: round(both / Math.max(1, inTopic)),
    adjusted_rand: round((both - byChance) / ((inGap + inTopic) / 2 - byChance)),
  };
}
