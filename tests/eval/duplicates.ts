import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { likelihoodOfSame } from '../../src-server/agents/rules/same-question.ts';
import { SAME_MEANING_FROM } from '../../src-server/learning/alike/same-meaning.ts';
import { dot } from '../../src-server/models/compare-texts.ts';
import { createOfflineEmbedder } from '../../src-server/models/offline/offline-embedder.ts';
import { createTermRarity } from '../../src-server/models/text/term-rarity.ts';
import { CorpusRow } from './eval-desk.ts';
import { readLines } from './read-lines.ts';

const Question = z.object({ text: z.string(), relevant: z.array(z.string()) });

/** How many near questions a candidate is compared with, as in the desk. */
const NEIGHBOURS = 8;
const THRESHOLDS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

export interface DuplicateFigures {
  questions: number;
  /** Of the pairs that are taken for one question, those with the same answer. */
  precision: number;
  /** Of the questions that another one with the same answer stands beside, those that are taken for one with any such. */
  found: number;
  /** Questions that are taken for one with a question of another answer. */
  mistaken: number;
  by_threshold: Record<string, { precision: number; found: number; mistaken: number }>;
}

/**
 * `npm run eval -- duplicates`: which questions the training review takes for one. Questions that the same row answers
 * count as one, which is stricter on recall and laxer on precision than a person would be: a row may answer two things.
 */
export async function measureDuplicates(dataDir: string): Promise<DuplicateFigures> {
  const questions = await readQuestions(dataDir);
  const texts = questions.map(({ text }) => text);
  const embedder = createOfflineEmbedder();
  try {
    const vectors = await embedder.embed(texts);
    const rarity = createTermRarity(texts);
    const pairs = questions.flatMap((question, index) =>
      nearest(vectors, index).map(({ other, similarity }) => ({
        index,
        isSame: questions[other]?.relevant.some((id) => question.relevant.includes(id)) === true,
        likelihood: likelihoodOfSame(question.text, texts[other] ?? '', similarity, rarity),
      })),
    );
    const paired = questions.filter(({ relevant }, index) =>
      questions.some((other, at) => at !== index && other.relevant.some((id) => relevant.includes(id))),
    ).length;
    const figures = (from: number) => figuresFrom(pairs, paired, questions.length, from);
    return {
      questions: questions.length,
      ...figures(SAME_MEANING_FROM),
      by_threshold: Object.fromEntries(THRESHOLDS.map((from) => [`from ${from}`, figures(from)])),
    };
  } finally {
    await embedder.stop();
  }
}

/** The questions of a set, and the ways to ask that its rows bring. */
async function readQuestions(dataDir: string) {
  const asked = await readLines(join(dataDir, 'queries.jsonl'), Question);
  const corpus = join(dataDir, 'corpus.jsonl');
  const rows = existsSync(corpus) ? await readLines(corpus, CorpusRow) : [];
  const answered = asked.filter(({ relevant }) => relevant.length > 0);
  return [
    ...answered,
    ...rows.flatMap(({ id, questions = [] }) => questions.map((text) => ({ text, relevant: [id] }))),
  ];
}

function nearest(vectors: readonly (readonly number[])[], index: number) {
  return vectors
    .map((vector, other) => ({ other, similarity: dot(vectors[index] ?? [], vector) }))
    .filter(({ other }) => other !== index)
    .sort((left, right) => right.similarity - left.similarity)
    .slice(0, NEIGHBOURS);
}

interface JudgedPair {
  index: number;
  isSame: boolean;
  likelihood: number;
}

function figuresFrom(pairs: readonly JudgedPair[], paired: number, questions: number, from: number) {
  const taken = pairs.filter(({ likelihood }) => likelihood >= from);
  const right = taken.filter(({ isSame }) => isSame);
  const wrong = taken.filter(({ isSame }) => !isSame);
  const countOf = (some: readonly JudgedPair[]) => new Set(some.map(({ index }) => index)).size;
  return {
    precision: share(right.length, taken.length),
    found: share(countOf(right), paired),
    mistaken: share(countOf(wrong), questions),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}
