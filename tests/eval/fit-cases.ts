import { basename, join } from 'node:path';
import { z } from 'zod';
import { createTermRarityReader } from '../../src-server/knowledge/read-term-rarity.ts';
import { readStatistics } from '../../src-server/knowledge/term-statistics.ts';
import type { GroundedSource } from '../../src-server/models/language-model.ts';
import { weighedTexts } from '../../src-server/models/text/term-rarity.ts';
import { terms, words } from '../../src-server/models/text/words.ts';
import { type EvalDesk, openEvalDesk } from './eval-desk.ts';
import { readCorpus } from './read-corpus.ts';
import { readLines } from './read-lines.ts';

/**
 * How a question is asked. `whole`: of its own corpus. `without`: of its corpus less the rows that answer it, so that
 * only their neighbours are left. `none`: of a corpus of its topic that was never meant to answer it. `far`: of another
 * corpus. `swapped`: with a word of another corpus as its topic.
 */
export type Mode = 'whole' | 'without' | 'none' | 'far' | 'swapped';

/** A question with what the product's search found for it. */
export interface Case {
  corpus: string;
  mode: Mode;
  question: string;
  sources: (GroundedSource & { answers: boolean })[];
  /** How rare each term is in the corpus. */
  rarity: Record<string, number>;
}

/** Two questions of one corpus that lie near each other. */
export interface Pair {
  corpus: string;
  asked: string;
  learned: string;
  similarity: number;
  shareAnswer: boolean;
  rarity: Record<string, number>;
}

const Query = z.object({ text: z.string(), relevant: z.array(z.string()) });
type Query = z.infer<typeof Query>;

const SOURCES = 5;
const FAR_EVERY = 4;
const SWAPPED_EVERY = 2;
const NEIGHBOURS = 3;

/**
 * Asks every question of every set, a folder each, in each mode, of the product's own search. A set without a corpus is about
 * the sample workspace.
 */
export async function collectCases(folders: readonly string[]): Promise<{ cases: Case[]; pairs: Pair[] }> {
  const sets = new Map(folders.map((folder) => [basename(folder), folder]));
  const names = [...sets.keys()];
  const queries = new Map<string, Query[]>();
  for (const [name, folder] of sets) queries.set(name, await readLines(join(folder, 'queries.jsonl'), Query));
  const cases: Case[] = [];
  const pairs: Pair[] = [];
  for (const name of names) {
    const desk = await openEvalDesk(await readCorpus(sets.get(name) ?? ''));
    const own = queries.get(name) ?? [];
    const others = names.filter((other) => other !== name).flatMap((other) => queries.get(other) ?? []);
    for (const [index, query] of own.entries()) {
      if (query.relevant.length === 0) {
        cases.push(await ask(desk, name, 'none', query));
        continue;
      }
      cases.push(await ask(desk, name, 'whole', query), await ask(desk, name, 'without', query));
      if (index % SWAPPED_EVERY === 0) {
        const text = await swapTopic(desk, query.text, others[(index * 7) % others.length]?.text ?? '');
        if (text !== undefined) cases.push(await ask(desk, name, 'swapped', { ...query, text, relevant: [] }));
      }
    }
    for (const [index, query] of others.entries()) {
      if (index % FAR_EVERY === 0) cases.push(await ask(desk, name, 'far', { ...query, relevant: [] }));
    }
    pairs.push(...(await pairUp(desk, name, own)));
    await desk.stop();
  }
  return { cases, pairs };
}

async function ask(desk: EvalDesk, corpus: string, mode: Mode, query: Query): Promise<Case> {
  const hits = await desk.search({ query: query.text, limit: SOURCES + query.relevant.length });
  const left = hits.filter((hit) => mode !== 'without' || !query.relevant.includes(hit.rowId)).slice(0, SOURCES);
  // What was taken out must not show in what is left: the best word score left is the best there is.
  const bestText = Math.max(Number.EPSILON, ...left.map((hit) => hit.textShare));
  return {
    corpus,
    mode,
    question: query.text,
    sources: left.map((hit) => ({
      label: hit.rowId,
      title: hit.title,
      text: hit.text,
      similarity: hit.similarity,
      textScore: hit.textShare / bestText,
      questions: hit.questions,
      answers: query.relevant.includes(hit.rowId),
    })),
    rarity: await readRarity(desk, weighedTexts(query.text, left)),
  };
}

async function readRarity(desk: EvalDesk, texts: string[]): Promise<Record<string, number>> {
  const rarity = await createTermRarityReader(readStatistics(desk.deps.db))(texts);
  return Object.fromEntries([...new Set(texts.flatMap(terms))].map((term) => [term, rarity(term)]));
}

/** Puts the foreign question's rarest word where this question's rarest word was. */
async function swapTopic(desk: EvalDesk, text: string, foreign: string): Promise<string | undefined> {
  const rarity = await readRarity(desk, [text, foreign]);
  const rarest = (question: string, isFit: (value: number) => boolean): string | undefined =>
    words(question)
      .map((word) => ({ word, value: rarity[terms(word)[0] ?? ''] ?? 0 }))
      .filter(({ value }) => value > 0 && isFit(value))
      .sort((a, b) => b.value - a.value)[0]?.word;
  const topic = rarest(text, (value) => value < 1);
  const other = rarest(foreign, (value) => value >= 1);
  if (topic === undefined || other === undefined) return undefined;
  return text.replace(new RegExp(`\\b${topic}\\b`, 'i'), other);
}

async function pairUp(desk: EvalDesk, corpus: string, queries: readonly Query[]): Promise<Pair[]> {
  const vectors = await (await desk.deps.activeEmbedder()).embed(queries.map((query) => query.text));
  const pairs: Pair[] = [];
  for (const [index, query] of queries.entries()) {
    const nearest = queries
      .map((other, at) => ({ other, similarity: cosine(vectors[index] ?? [], vectors[at] ?? []) }))
      .filter(({ other }) => other !== query)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, NEIGHBOURS);
    for (const { other, similarity } of nearest) {
      pairs.push({
        corpus,
        asked: query.text,
        learned: other.text,
        similarity,
        shareAnswer: query.relevant.some((id) => other.relevant.includes(id)),
        rarity: await readRarity(desk, [query.text, other.text]),
      });
    }
  }
  return pairs;
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
